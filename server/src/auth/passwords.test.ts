import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './passwords.ts';

test('a password is right however the keyboard writes its letters, and only that password', async () => {
  const hash = await hashPassword('caf\u00e9 am Hafen');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(hash, 'cafe\u0301 am Hafen')).toBe(true);
  expect(await verifyPassword(hash, 'cafe am Hafen')).toBe(false);
  expect(await verifyPassword(null, 'cafe am Hafen')).toBe(false);
  expect(await verifyPassword(null, 'nobody has this password')).toBe(false);
});
