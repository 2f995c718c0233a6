import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PASSWORD_LIMITS } from './passwordLimits.ts';
import { checkPassword } from './passwordRules.ts';

const FACTS = { email: 'robin.stone@acme-timing.example', name: 'Robin Stone', partner: 'Acme Timing' };
const check = (password: string) => checkPassword(password, FACTS);

test.each([
  ['short', 'at least 12'],
  ['elevenchars', 'at least 12'],
  // Eleven characters, though more code units: what counts is what a person types.
  ['🏃🏃🏽🚴🏊🥇🎽⏱x', 'at least 12'],
  [`${'ab7-'.repeat(64)}x`, 'at most 256'],
  ['aaaaaaaaaaaaaaaa', 'again and again'],
  ['1234567890123456', 'again and again'],
  ['abcdefghijklmnop', 'again and again'],
  ['zyxwvutsrqponmlk', 'again and again'],
  ['qwertyuiopasdfghjkl', 'again and again'],
  ['abc123456789', 'again and again'],
  ['robinstone2031', 'made of your name'],
  ['robinstone19851224', 'made of your name'],
  ['Robin.Stone@acme-timing.example', 'made of your name'],
  ['AcmeTiming-2031!', 'made of your name'],
  ['Project88Project88', 'made of your name'],
  ['administrator', 'attackers try'],
  ['Administrator1', 'attackers try'],
  ['finalfantasy', 'attackers try'],
  ['Liverpool2031!!', 'attackers try'],
  ['P@ssw0rd!2031', 'attackers try'],
  ['p4$$w0rd-2031', 'attackers try'],
  ['2031!sunshine!', 'attackers try'],
  ['footballfootball', 'attackers try'],
  ['football football', 'attackers try'],
  ['1qaz2wsx3edc', 'attackers try'],
  ['ｆｏｏｔｂａｌｌ１２３４', 'attackers try'],
])('“%s” is refused: %s', async (password, reason) => {
  await expect(check(password)).rejects.toMatchObject({
    code: 'PASSWORD_WEAK',
    message: expect.stringContaining(reason),
  });
});

test.each([
  'correct horse battery staple',
  'abcd-efgh-jkmn-pq2r',
  'robin likes cold harbours',
  'παλιά-γέφυρα-στο-νησί',
  'Grün7Wiese!Zaun',
  '🏃🚴🏊🥇🎽⏱🏔🌊🌵🎈🧭🪁',
  'x'.concat(' lantern marble').repeat(17).slice(0, 256),
])('“%s” is good', async (password) => {
  await expect(check(password)).resolves.toBeUndefined();
});

test('random passwords of twelve letters are good, whoever chooses them', async () => {
  const letters = fc.array(fc.constantFrom(...'bdgkpqvxz2479'), { minLength: 16, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(letters, async (parts) => {
      const password = parts.join('');
      fc.pre(new Set(parts).size >= PASSWORD_LIMITS.leastOwnCharacters);
      fc.pre(!/(.+)\1{2}/.test(password));
      await expect(check(password)).resolves.toBeUndefined();
    }),
    { numRuns: 200 },
  );
});

test('any text gets an answer, never another failure', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), async (password) => {
      const outcome = await check(password).then(
        () => 'PASSWORD_GOOD',
        (error: { code?: string }) => error.code,
      );
      expect(outcome).toMatch(/^PASSWORD_(GOOD|WEAK)$/);
    }),
    { numRuns: 300 },
  );
});
