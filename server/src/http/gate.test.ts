import { expect, test } from 'vitest';
import { Gate } from './gate.ts';

/** A request at a gate: whether it is in, and how it ends. */
function visit(gate: Gate, key: string) {
  const state = { isIn: false, leave: () => {}, failure: null as unknown };
  const entered = gate
    .enter(key, (leave) => {
      state.leave = leave;
    })
    .then(
      () => {
        state.isIn = true;
      },
      (error: unknown) => {
        state.failure = error;
      },
    );
  return { state, entered };
}

/** Let all that is decided happen. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('so many of one key are in, the others wait in order, and other keys do not notice', async () => {
  const gate = new Gate({ atOnce: 2, waiting: 10 });
  const visits = ['a', 'a', 'a', 'a'].map((key) => visit(gate, key));
  const other = visit(gate, 'b');
  await settle();
  expect(visits.map(({ state }) => state.isIn)).toEqual([true, true, false, false]);
  expect(other.state.isIn).toBe(true);
  visits[0]?.state.leave();
  await settle();
  expect(visits.map(({ state }) => state.isIn)).toEqual([true, true, true, false]);
  visits[1]?.state.leave();
  await settle();
  expect(visits[3]?.state.isIn).toBe(true);
});

test('whoever goes while waiting takes no place', async () => {
  const gate = new Gate({ atOnce: 1, waiting: 10 });
  const [inside, gives, waits] = [visit(gate, 'a'), visit(gate, 'a'), visit(gate, 'a')];
  await settle();
  gives.state.leave();
  await settle();
  expect(waits.state.isIn).toBe(false);
  inside.state.leave();
  await settle();
  expect(waits.state.isIn).toBe(true);
  waits.state.leave();
  const next = visit(gate, 'a');
  await settle();
  expect(next.state.isIn).toBe(true);
});

test('beyond the line requests are refused', async () => {
  const gate = new Gate({ atOnce: 1, waiting: 1 });
  visit(gate, 'a');
  visit(gate, 'a');
  const refused = visit(gate, 'a');
  await settle();
  expect(refused.state.failure).toMatchObject({ code: 'RATE_LIMITED' });
});
