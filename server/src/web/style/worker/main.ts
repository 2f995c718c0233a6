import { answer } from './answer.ts';
import type { Job } from './job.ts';

/**
 * A process that reads the page of one site and ends. Large or malicious pages must not hold up the race, and have
 * nothing to find here: no secrets, no database, no environment.
 */

// Who asked hangs up when all answers are there, or is gone.
process.once('disconnect', () => process.exit());
process.on('message', (job: Job) => process.send?.(answer(job)));
