import { randomBytes } from 'node:crypto';
import type { TenantId, UserId } from '@project88/core/ids/ids.ts';
import { expect, test } from 'vitest';
import { hashRecoveryCode, makeRecoveryCodes } from './recoveryCodes.ts';

const tenant = 'tenant-a' as TenantId;
const user = 'user-a' as UserId;
const hex = (code: string, tenantId = tenant, userId = user) =>
  Buffer.from(hashRecoveryCode(code, tenantId, userId)).toString('hex');

test('ten codes of 100 bits, all different, in groups that can be read aloud', () => {
  const codes = makeRecoveryCodes(randomBytes);
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^[A-HJ-NP-Z2-9]{5}(-[A-HJ-NP-Z2-9]{5}){3}$/);
});

test('a code may be typed in any case, with or without dashes and spaces', () => {
  const [code = ''] = makeRecoveryCodes(randomBytes);
  for (const typed of [code.toLowerCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' ')} `]) {
    expect(hex(typed)).toBe(hex(code));
  }
  expect(hex(code.slice(0, -1))).not.toBe(hex(code));
});

test('the hash is tied to the person: a copied row opens nothing else', () => {
  const [code = ''] = makeRecoveryCodes(randomBytes);
  expect(hex(code, tenant, 'user-b' as UserId)).not.toBe(hex(code));
  expect(hex(code, 'tenant-b' as TenantId)).not.toBe(hex(code));
});
