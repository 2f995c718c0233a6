import pino from 'pino';
import { expect, it } from 'vitest';
import { Closers } from './closers.ts';

it('stops in the opposite order and goes on when one part fails', async () => {
  const stopped: string[] = [];
  const closers = new Closers();
  closers.add('database', () => stopped.push('database'));
  closers.add('broken', () => Promise.reject(new Error('no')));
  closers.add('http', async () => stopped.push('http'));
  await closers.closeAll(pino({ level: 'silent' }));
  await closers.closeAll(pino({ level: 'silent' }));
  expect(stopped).toEqual(['http', 'database']);
});
