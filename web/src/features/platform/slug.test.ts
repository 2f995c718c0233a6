import { createPartnerBody } from '@project88/core/contract/partners.ts';
import { expect, it } from 'vitest';
import { slugOf } from './slug.ts';

it.each([
  ['Harbour Timing Ltd', 'harbour-timing-ltd'],
  ['  Zürich -- Läufe! ', 'zurich-laufe'],
  ['時計', ''],
])('%j becomes %j', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

it('is never longer than the contract allows, and never ends in a dash', () => {
  const slug = slugOf(`${'a'.repeat(39)} bcd`);
  expect(slug).toBe('a'.repeat(39));
  expect(createPartnerBody.shape.slug.safeParse(slug).success).toBe(true);
});
