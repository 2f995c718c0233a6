import { describe, expect, it } from 'vitest';
import { groupedId, linkLife } from './linkState.ts';

const expiresAt = '2031-05-04T10:00:00.000Z';
const atMs = Date.parse(expiresAt);

describe('linkLife', () => {
  it('ends at its moment, not after it', () => {
    expect(linkLife({ expiresAt, revokedAt: null }, atMs - 1)).toBe('open');
    expect(linkLife({ expiresAt, revokedAt: null }, atMs)).toBe('expired');
  });

  it('says revoked even after the end', () => {
    expect(linkLife({ expiresAt, revokedAt: expiresAt }, atMs + 1)).toBe('revoked');
  });
});

it('reads an id in two groups', () => expect(groupedId('K7M2XPQA')).toBe('K7M2 XPQA'));
