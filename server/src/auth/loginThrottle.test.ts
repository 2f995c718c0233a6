import { instantMs } from '@project88/core/time/units.ts';
import { beforeEach, expect, test } from 'vitest';
import { AUTH_LIMITS } from './limits.ts';
import { LoginThrottle } from './loginThrottle.ts';

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

let nowMs = 0;
let throttle: LoginThrottle;
beforeEach(() => {
  nowMs = 1_000_000;
  throttle = new LoginThrottle(() => instantMs(nowMs));
});
const fail = (email: string, address: string, times: number) => {
  for (let i = 0; i < times; i += 1) throttle.failed(email, address);
};

test('an address that guesses must wait, and later may try again', () => {
  fail('Owner@Example.org', '10.0.0.1', AUTH_LIMITS.failuresPerAccountAndAddress);
  expect(() => throttle.check('owner@example.org ', '10.0.0.1')).toThrow(/Try again in 30 s/);
  nowMs += AUTH_LIMITS.accountAndAddressRefillMs;
  expect(() => throttle.check('owner@example.org', '10.0.0.1')).not.toThrow();
});

test('the owner gets in from another address while guessing goes on', () => {
  for (let i = 0; i < 300; i += 1) throttle.failed('owner@example.org', `10.0.${i % 250}.1`);
  expect(() => throttle.check('owner@example.org', '192.0.2.7')).not.toThrow();
});

test('under a spread attack each address has fewer attempts', () => {
  for (let i = 0; i < 150; i += 1) throttle.failed('owner@example.org', `10.0.${i}.1`);
  fail('owner@example.org', '192.0.2.9', AUTH_LIMITS.failuresUnderAttack);
  expect(() => throttle.check('owner@example.org', '192.0.2.9')).toThrow();
  fail('other@example.org', '192.0.2.9', AUTH_LIMITS.failuresUnderAttack);
  expect(() => throttle.check('other@example.org', '192.0.2.9')).not.toThrow();
});

test('one address that tries many accounts is closed for all of them', () => {
  for (let i = 0; i < AUTH_LIMITS.failuresPerAddress; i += 1)
    throttle.failed(`user${i}@example.org`, '10.0.0.1');
  expect(() => throttle.check('fresh@example.org', '10.0.0.1')).toThrow();
  expect(() => throttle.check('fresh@example.org', '10.0.0.2')).not.toThrow();
});

test('a success forgives the typing errors before it', () => {
  fail('owner@example.org', '10.0.0.1', AUTH_LIMITS.failuresPerAccountAndAddress - 1);
  throttle.succeeded('owner@example.org', '10.0.0.1');
  fail('owner@example.org', '10.0.0.1', 1);
  expect(() => throttle.check('owner@example.org', '10.0.0.1')).not.toThrow();
});

test('sign-ins of one address take turns, of two addresses they do not', async () => {
  const order: string[] = [];
  const gate = deferred();
  const first = throttle.inTurn('owner@example.org', '10.0.0.1', async () => {
    await gate.promise;
    order.push('first');
  });
  const second = throttle.inTurn('owner@example.org', '10.0.0.1', async () => {
    order.push('second');
    throw new Error('wrong password');
  });
  await throttle.inTurn('owner@example.org', '10.0.0.2', async () => order.push('elsewhere'));
  gate.resolve();
  await first;
  await expect(second).rejects.toThrow('wrong password');
  await throttle.inTurn('owner@example.org', '10.0.0.1', async () => order.push('third'));
  expect(order).toEqual(['elsewhere', 'first', 'second', 'third']);
});

test('whoever signed in from an address before may mistype there while the account is attacked', () => {
  throttle.succeeded('owner@example.org', '192.0.2.7');
  for (let i = 0; i < 150; i += 1) throttle.failed('owner@example.org', `10.0.${i}.1`);
  fail('owner@example.org', '192.0.2.7', AUTH_LIMITS.failuresUnderAttack + 1);
  expect(() => throttle.check('owner@example.org', '192.0.2.7')).not.toThrow();
});

test('under siege strangers have few tries over all accounts, and get them back slowly', () => {
  for (let i = 0; i < AUTH_LIMITS.failuresEverywhere; i += 1)
    throttle.failed(`user${i}@example.org`, `10.${i % 200}.0.${i}`);
  for (let i = 0; i < AUTH_LIMITS.failuresUnderSiege; i += 1)
    throttle.failed(`other${i}@example.org`, '192.0.2.8');
  expect(() => throttle.check('fresh@example.org', '192.0.2.8')).toThrow(/Try again/);
  expect(() => throttle.check('fresh@example.org', '192.0.2.9')).not.toThrow();
});

test('a sign-in from a known place is served before guesses that wait', async () => {
  throttle.succeeded('owner@example.org', '192.0.2.7');
  for (let i = 0; i < 150; i += 1) throttle.failed('owner@example.org', `10.0.${i}.1`);
  const order: string[] = [];
  const gate = deferred();
  const guess = (address: string) =>
    throttle.inTurn('owner@example.org', address, async () => {
      await gate.promise;
      order.push(address);
    });
  const guesses = ['10.1.0.1', '10.1.0.2', '10.1.0.3'].map(guess);
  await throttle.inTurn('owner@example.org', '192.0.2.7', async () => order.push('owner'));
  gate.resolve();
  await Promise.all(guesses);
  expect(order[0]).toBe('owner');
});

test('a host with a whole IPv6 network of addresses is one guesser', () => {
  for (let i = 0; i < AUTH_LIMITS.failuresPerAddress; i += 1)
    throttle.failed(`user${i}@example.org`, `2001:db8:1:2::${i.toString(16)}`);
  expect(() => throttle.check('fresh@example.org', '2001:db8:1:2::ffff')).toThrow(/Try again/);
  expect(() => throttle.check('fresh@example.org', '2001:db8:1:3::1')).not.toThrow();
});
