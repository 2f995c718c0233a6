import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Closers } from '../ops/closers.ts';

/** What every command works with. */
export interface CommandContext {
  config: Config;
  log: Logger;
  /** What has to be stopped at the end, whatever happens. */
  closers: Closers;
  /** Tell the person at the keyboard one line. */
  say(line: string): void;
}

/** Runs with what follows its name. Answers whether all is well; false becomes exit code 1. */
export interface Command {
  name: string;
  usage: string;
  sentence: string;
  run(context: CommandContext, args: readonly string[]): Promise<boolean>;
}

/** The command was used wrongly or cannot be done here; the message says why in one sentence. */
export class CommandError extends Error {}
