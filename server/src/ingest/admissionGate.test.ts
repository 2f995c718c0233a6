import { instantMs } from '@project88/core/time/units.ts';
import { expect, it } from 'vitest';
import { AdmissionGate } from './admissionGate.ts';
import { INGEST_LIMITS } from './limits.ts';

const at = (ms: number) => instantMs(1_000_000 + ms);

it('counts open connections over all and per address', () => {
  const gate = new AdmissionGate({ ...INGEST_LIMITS, connections: 3, connectionsPerAddress: 2 });
  expect(['a', 'a', 'a', 'b', 'c'].map((address) => gate.enter(address, at(0)))).toEqual([
    true,
    true,
    false,
    true,
    false,
  ]);
  gate.leave('a');
  expect(gate.open).toBe(2);
  expect(gate.enter('c', at(1))).toBe(true);
});

it('slows an address that comes too often, and forgives it after ten seconds', () => {
  const gate = new AdmissionGate({ ...INGEST_LIMITS, newConnectionsPer10S: 2 });
  const tries = [0, 1, 2, 9_999, 10_001].map((ms) => {
    const entered = gate.enter('a', at(ms));
    if (entered) gate.leave('a');
    return entered;
  });
  expect(tries).toEqual([true, true, false, false, true]);
  gate.forget(at(30_000));
  expect(gate.enter('a', at(30_001))).toBe(true);
});
