import type { ApiKeyView } from '@project88/core/contract/apiKeys.ts';
import { expect, it } from 'vitest';
import { keyLife } from './keyLife.ts';

const NOW = Date.parse('2031-05-04T09:00:00.000Z');

function key(expiresAt: string | null, rotated = false): ApiKeyView {
  return {
    id: 'k',
    prefix: 'p88_7hkm2wqz',
    name: 'Results page',
    permissions: ['displays.view'],
    allowList: [],
    createdAt: '2031-01-01T00:00:00.000Z',
    expiresAt,
    lastUsedAt: null,
    lastUsedAddress: null,
    rotated,
  };
}

it.each([
  ['open', key(null)],
  ['open', key('2031-05-18T09:00:00.000Z')],
  ['ending', key('2031-05-18T08:59:59.999Z')],
  ['replaced', key('2031-05-05T09:00:00.000Z', true)],
  ['expired', key('2031-05-04T09:00:00.000Z')],
  ['expired', key('2031-05-04T09:00:00.000Z', true)],
])('a key is %s', (life, view) => {
  expect(keyLife(view, NOW)).toBe(life);
});
