import sharp from 'sharp';
import type { Job, Made } from './job.ts';
import { makeFiles } from './make.ts';

/**
 * A process that reads one picture of somebody and ends. Files of strangers are the way into decoders, so they are read
 * where there are no secrets, no database and no race; a crash or a bomb ends this process alone.
 */

/** Between two looks at the own memory, in ms. */
const LOOK_MS = 20;
/** The exit code that says: it wanted more memory than it may have. */
const TOO_MUCH_MEMORY = 3;

// Only decoders of what we read, and none of the memory that a server would keep for the next picture.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadWebp',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadHeif',
    'VipsForeignLoadSvg',
  ],
});
sharp.cache(false);
sharp.concurrency(1);

// Who asked hangs up when the answer is there, or is gone.
process.once('disconnect', () => process.exit());
process.once('message', async (job: Job) => {
  setInterval(() => {
    if (process.memoryUsage.rss() > job.limits.workBytes) process.exit(TOO_MUCH_MEMORY);
  }, LOOK_MS);
  const made: Made = await makeFiles(job);
  process.send?.(made);
});
