import { isPassing, ProviderError } from '@project88/core/providers/errors.ts';
import { ENTITY_KINDS } from '@project88/core/providers/names.ts';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FAULTS, FakeProvider, HARMLESS, json } from './fakeProvider.ts';
import { contextOf, idsOf, readAll, readPages, type Subject } from './subject.ts';

/** Runs of the property over sequences of faults: each reads a whole list over real sockets. */
const FAULT_RUNS = 12;
/** Those that end by the deadline of a call alone; they take their time, so the property has few of them. */
const QUICK_FAULTS = FAULTS.filter((fault) => fault !== 'stalled');

interface Suite {
  /** The one of this test. */
  subject: () => Subject;
  test: (what: string, work: () => Promise<void>, timeoutMs?: number) => void;
}

/** What every connector keeps to, whatever its provider does. */
export function conformance(name: string, open: () => Promise<Subject>): void {
  describe(`${name} keeps to the contract of connectors`, () => {
    let current: Subject;
    beforeEach(async () => {
      current = await open();
    });
    afterEach(() => current.close());
    const test: Suite['test'] = (what, work, timeoutMs) =>
      it(
        what,
        async ({ skip }) => {
          const reason = current.skips[what];
          if (reason !== undefined) skip(reason);
          await work();
        },
        timeoutMs,
      );
    const suite = { subject: () => current, test };
    for (const part of [lists, faults, manners, rowsOfAnyShape]) part(suite);
  });
}

/** Whole, wherever they are interrupted. */
function lists({ subject, test }: Suite): void {
  test('lists are whole', async () => {
    for (const list of subject().lists) {
      const { rows } = await readAll(subject(), list);
      expect(idsOf(subject(), list, rows), list.stream).toEqual([...list.expected()].sort());
    }
  });

  test('a list that is stopped after any page goes on there, again and again', async () => {
    for (const list of subject().lists) {
      const rows = [];
      let resume = null;
      let starts = 0;
      do {
        const read = await readPages(subject(), list, { resume, most: 1 });
        rows.push(...read.pages.flatMap((page) => page.rows));
        resume = read.resume;
        starts += 1;
      } while (resume !== null);
      expect(idsOf(subject(), list, rows), list.stream).toEqual([...list.expected()].sort());
      // What was kept is not read a second time.
      const whole = await readAll(subject(), list);
      expect(rows.length, `${list.stream} in ${starts} starts`).toBe(whole.rows.length);
    }
  });
}

/** What goes wrong on the way. */
function faults({ subject, test }: Suite): void {
  test('no sequence of faults loses or doubles anything', async () => {
    const [list] = subject().lists.toSorted((one, other) => other.expected().length - one.expected().length);
    if (list === undefined) throw new Error('no list');
    const sequences = fc.array(fc.constantFrom(...QUICK_FAULTS, ...HARMLESS, null), { maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(sequences, async (faults) => {
        subject().provider.faults.splice(0, Number.POSITIVE_INFINITY, ...faults);
        const { rows } = await readAll(subject(), list);
        expect(idsOf(subject(), list, rows)).toEqual([...list.expected()].sort());
      }),
      { numRuns: FAULT_RUNS },
    );
  }, 120_000);

  test('a provider that stays away never looks like the end of a list', async () => {
    for (const fault of FAULTS) {
      subject().provider.down = fault;
      for (const list of subject().lists.slice(0, fault === 'stalled' ? 1 : 9)) {
        const error = await readAll(subject(), list, { restarts: 1 }).catch((failure: unknown) => failure);
        expect(error, `${list.stream}, ${fault}`).toBeInstanceOf(ProviderError);
        if (subject().skips[`${fault} passes`] === undefined)
          expect(isPassing((error as ProviderError).fault), `${list.stream}, ${fault}`).toBe(true);
      }
    }
  }, 60_000);

  test('each failure has its name', async () => {
    for (const { name: failure, arrange, fault } of subject().ownFaults) {
      const { credential = subject().credential } = arrange();
      const [list] = subject().lists;
      const checked = subject().connector.check(contextOf(subject(), credential));
      const read = readAll({ ...subject(), credential }, list ?? never());
      const results = await Promise.allSettled([checked, read]);
      const faults = results.flatMap((each) => (each.status === 'rejected' ? [each.reason.fault] : []));
      expect(faults, failure).toContain(fault);
    }
  });
}

/** How it treats the provider and what it was trusted with. */
function manners({ subject, test }: Suite): void {
  test('no more calls are under way than the budget says', async () => {
    const context = contextOf(subject());
    const pages = subject().lists.map(async ({ stream, partition }) => {
      const wanted = { stream, partition, sinceMs: null, resume: null };
      for await (const page of subject().connector.list(context, wanted)) if (page.resume === null) return;
    });
    subject().provider.log.length = 0;
    await Promise.all(pages);
    const most = Math.max(...subject().provider.log.map(({ atOnce }) => atOnce));
    expect(most).toBeLessThanOrEqual(subject().connector.declaration.budget.atOnce);
    expect(subject().provider.log.every(({ fault }) => fault === null)).toBe(true);
  });

  test('a redirect to another host is refused, and the credential stays here', async () => {
    const elsewhere = await FakeProvider.open(() => json({}), 0);
    subject().provider.redirectTo = `${elsewhere.url}/races`;
    const [list] = subject().lists;
    if (list === undefined) throw new Error('no list');
    await expect(readAll(subject(), list)).rejects.toMatchObject({ fault: 'address-refused' });
    expect(elsewhere.log).toEqual([]);
    await elsewhere.close();
  });

  test('no fault repeats a secret', async () => {
    const [list] = subject().lists;
    if (list === undefined) throw new Error('no list');
    for (const fault of FAULTS) {
      subject().provider.down = fault;
      const error = await readAll(subject(), list, { restarts: 0 }).catch((failure: unknown) => failure);
      const told = `${String(error)} ${JSON.stringify(error)} ${(error as Error).stack}`;
      for (const secret of subject().secrets) expect(told, fault).not.toContain(secret);
    }
  });
}

/** What is in a row. */
function rowsOfAnyShape({ subject, test }: Suite): void {
  test('a row of any shape becomes something or an issue, and never a failure', async () => {
    const context = {
      settings: subject().settings,
      partition: subject().lists[0]?.partition ?? '',
      timeZone: null,
    };
    fc.assert(
      fc.property(fc.constantFrom(...ENTITY_KINDS), fc.jsonValue(), (kind, raw) => {
        const { entities, issues } = subject().connector.map({ kind, raw }, context);
        expect(entities.length + issues.length).toBeGreaterThan(0);
      }),
    );
  });

  test('damaged fields of real rows are issues of these rows', async () => {
    const list = subject().lists.find(({ stream }) => stream === 'participants') ?? subject().lists[0];
    const { rows } = await readAll(subject(), list ?? never());
    const context = { settings: subject().settings, partition: list?.partition ?? '', timeZone: null };
    fc.assert(
      fc.property(fc.constantFrom(...rows.slice(0, 20)), fc.jsonValue(), fc.nat(), (row, junk, at) => {
        const damaged = { ...row, raw: withJunk(row.raw, junk, at) };
        expect(() => subject().connector.map(damaged, context)).not.toThrow();
      }),
    );
  });
}

function never(): never {
  throw new Error('the subject has no list');
}

/** One of the values somewhere in it is another one. */
function withJunk(value: unknown, junk: unknown, at: number): unknown {
  if (typeof value !== 'object' || value === null) return junk;
  const keys = Object.keys(value);
  const key = keys[at % Math.max(1, keys.length)];
  if (key === undefined) return junk;
  const inner = (value as Record<string, unknown>)[key];
  const isDeep = typeof inner === 'object' && inner !== null && at % 3 !== 0;
  return { ...value, [key]: isDeep ? withJunk(inner, junk, Math.floor(at / 3)) : junk };
}
