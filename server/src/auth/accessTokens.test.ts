import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoginSessionId, TenantId, UserId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessTokens } from './accessTokens.ts';
import { loadSecrets, type Secrets } from './secrets.ts';

const START_MS = Date.UTC(2031, 4, 4, 9);
const login = {
  tenantId: '01890000-0000-7000-8000-000000000001' as TenantId,
  id: '01890000-0000-7000-8000-000000000003' as LoginSessionId,
  userId: '01890000-0000-7000-8000-000000000002' as UserId,
};
const proof = { tenantId: login.tenantId, loginSessionId: login.id };

let folder: string;
let secrets: Secrets;
let nowMs = START_MS;
const tokens = () => accessTokens(secrets, () => instantMs(nowMs));
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'p88-tokens-'));
  secrets = await loadSecrets(join(folder, 'secrets.json'), randomBytes);
});
afterAll(() => rm(folder, { recursive: true }));

test('a token carries its principal for 15 minutes', async () => {
  nowMs = START_MS;
  const token = await tokens().sign(login);
  expect(await tokens().verify(token)).toEqual(proof);
  nowMs += 14 * 60_000;
  expect(await tokens().verify(token)).toEqual(proof);
  nowMs += 2 * 60_000;
  await expect(tokens().verify(token)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
});

test('what we did not sign for this use is refused', async () => {
  nowMs = START_MS;
  const good = await tokens().sign(login);
  const [head = '', body = '', signature = ''] = good.split('.');
  const stranger = generateKeyPairSync('ed25519').privateKey;
  const forged = await new SignJWT({ tenant: login.tenantId })
    .setProtectedHeader({ alg: 'EdDSA', kid: secrets.signingKey.kid })
    .setExpirationTime(START_MS / 1_000 + 900)
    .sign(stranger);
  const otherAudience = await new SignJWT({ tenant: login.tenantId, role: 'owner' })
    .setProtectedHeader({ alg: 'EdDSA', kid: secrets.signingKey.kid })
    .setIssuer('project88')
    .setAudience('elsewhere')
    .setExpirationTime(START_MS / 1_000 + 900)
    .sign(secrets.signingKey.privateKey);
  const noAlgorithm = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`;
  const changed = `${head}.${Buffer.from('{"role":"owner"}').toString('base64url')}.${signature}`;
  for (const token of ['', 'abc', 'a.b.c', forged, otherAudience, noAlgorithm, changed]) {
    await expect(tokens().verify(token), token).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  }
});
