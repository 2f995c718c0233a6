import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAsAdmin } from '../../support/database.ts';
import { startTestHttp, type TestHttp } from '../../support/httpServer.ts';
import { anyStep, Side, type Step } from './sides.ts';

/** Two partners on one installation, and each of them alone on another: nobody can tell the difference. */

let together: TestHttp;
let alone: TestHttp;
beforeAll(async () => {
  together = await startTestHttp();
  alone = await startTestHttp();
});
afterAll(async () => {
  await together.close();
  await alone.close();
});

const anySteps = fc.array(fc.record({ isFirst: fc.boolean(), step: anyStep }), {
  minLength: 5,
  maxLength: 30,
});

interface Story {
  outcomes: string[];
  seen: unknown;
}

test('random calls of two partners leave each with what it would have alone', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(anySteps, async (steps) => {
      const [first, second] = await both(steps);
      const stepsOf = (isFirst: boolean) =>
        steps.filter((each) => each.isFirst === isFirst).map(({ step }) => step);
      expect(first).toEqual(await single('First', stepsOf(true)));
      expect(second).toEqual(await single('Second', stepsOf(false)));
      // So that the limits of requests, which are not what is looked at here, are as good as new.
      for (const t of [together, alone]) t.pass(60_000);
    }),
    { numRuns: 12 },
  );
});

async function both(steps: readonly { isFirst: boolean; step: Step }[]): Promise<[Story, Story]> {
  const [first, second] = [await Side.open(together, 'First'), await Side.open(together, 'Second')];
  first.other = second;
  second.other = first;
  const outcomes: Record<'first' | 'second', string[]> = { first: [], second: [] };
  for (const { isFirst, step } of steps) {
    if (isFirst) outcomes.first.push(await first.take(step));
    else outcomes.second.push(await second.take(step));
  }
  return [
    { outcomes: outcomes.first, seen: await first.look() },
    { outcomes: outcomes.second, seen: await second.look() },
  ];
}

/** The same steps with nobody else on the installation. */
async function single(name: string, steps: readonly Step[]): Promise<Story> {
  await runAsAdmin(alone.db.adminUrl, 'delete from partners');
  const side = await Side.open(alone, name);
  const outcomes: string[] = [];
  for (const step of steps) outcomes.push(await side.take(step));
  return { outcomes, seen: await side.look() };
}
