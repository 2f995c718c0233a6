import { expect, test } from 'vitest';
import { Desk, type Urgency } from './desk.ts';

/** Work that ends when it is told to, and says when it began. */
function makeWorks(desk: Desk) {
  const began: string[] = [];
  const ends = new Map<string, () => void>();
  const results = new Map<string, Promise<string | null>>();
  const add = (name: string, urgency: Urgency) => {
    const work = async () => {
      began.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      return name;
    };
    results.set(name, desk.serve(urgency, work));
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await results.get(name);
  };
  return { began, add, end, results };
}

test('honest work passes all doubtful work that waits', async () => {
  const works = makeWorks(new Desk({ places: 1, doubtfulPlaces: 1, doubtfulWaiting: 10 }));
  works.add('running', 2);
  works.add('guess', 2);
  works.add('fresh address', 1);
  works.add('honest', 0);
  await Promise.resolve();
  for (const name of ['running', 'honest', 'fresh address', 'guess']) {
    expect(works.began.at(-1)).toBe(name);
    await works.end(name);
  }
});

test('doubtful work never takes every place', async () => {
  const works = makeWorks(new Desk({ places: 2, doubtfulPlaces: 1, doubtfulWaiting: 10 }));
  works.add('guess 1', 2);
  works.add('guess 2', 2);
  await Promise.resolve();
  expect(works.began).toEqual(['guess 1']);
  works.add('honest', 0);
  await Promise.resolve();
  expect(works.began).toEqual(['guess 1', 'honest']);
  await works.end('honest');
  expect(works.began).toEqual(['guess 1', 'honest']);
  await works.end('guess 1');
  expect(works.began).toEqual(['guess 1', 'honest', 'guess 2']);
  await works.end('guess 2');
});

test('of doubtful work the newest comes first, of honest work the oldest', async () => {
  const works = makeWorks(new Desk({ places: 1, doubtfulPlaces: 1, doubtfulWaiting: 10 }));
  works.add('running', 2);
  for (const name of ['guess 1', 'guess 2']) works.add(name, 2);
  for (const name of ['honest 1', 'honest 2']) works.add(name, 0);
  await Promise.resolve();
  for (const name of ['running', 'honest 1', 'honest 2', 'guess 2', 'guess 1']) {
    expect(works.began.at(-1)).toBe(name);
    await works.end(name);
  }
});

test('beyond the line the oldest of the least urgent is turned away, honest work never', async () => {
  const works = makeWorks(new Desk({ places: 1, doubtfulPlaces: 1, doubtfulWaiting: 2 }));
  works.add('running', 2);
  works.add('guess', 2);
  works.add('fresh address', 1);
  works.add('another fresh address', 1);
  works.add('honest', 0);
  expect(await works.results.get('guess')).toBeNull();
  for (const name of ['running', 'honest', 'another fresh address', 'fresh address']) await works.end(name);
  expect(works.began).toEqual(['running', 'honest', 'another fresh address', 'fresh address']);
});

test('work that fails gives its place back', async () => {
  const desk = new Desk({ places: 1, doubtfulPlaces: 1, doubtfulWaiting: 1 });
  await expect(desk.serve(0, () => Promise.reject(new RangeError('no')))).rejects.toThrow('no');
  expect(await desk.serve(2, async () => 'next')).toBe('next');
});
