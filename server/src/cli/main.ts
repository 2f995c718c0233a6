import pino from 'pino';
import { AdminDoorError } from '../admin/adminDoor.ts';
import { SecretsError } from '../auth/secrets.ts';
import { ConfigError, readConfig } from '../config.ts';
import { EmbeddedPostgresError } from '../embedded/errors.ts';
import { Closers } from '../ops/closers.ts';
import { DataFolderError } from '../ops/dataFolder.ts';
import { createLogger } from '../ops/logger.ts';
import { SchemaError } from '../store/schema.ts';
import { auditVerify } from './auditVerify.ts';
import { type Command, type CommandContext, CommandError } from './command.ts';
import { dbAudit } from './dbAudit.ts';
import { passwordLink } from './passwordLink.ts';
import { secretsRotate } from './secretsRotate.ts';

/** `p88`: what an administrator does at the keyboard of the server. It reads the same options as the server. */

const COMMANDS: readonly Command[] = [secretsRotate, dbAudit, auditVerify, passwordLink];

/** Failures whose message is a sentence for the person at the keyboard. */
const EXPECTED = [
  CommandError,
  ConfigError,
  DataFolderError,
  EmbeddedPostgresError,
  SchemaError,
  SecretsError,
  AdminDoorError,
];

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const [first = 'help', second = ''] = args;
  if (['help', '--help', '-h'].includes(first)) {
    console.log(helpText());
    return 0;
  }
  const command = COMMANDS.find(({ name }) => name === `${first} ${second}`);
  if (command === undefined) {
    console.error(`There is no command “${`${first} ${second}`.trim()}”.\n\n${helpText()}`);
    return 1;
  }
  return run(command, args.slice(2));
}

async function run(command: Command, args: readonly string[]): Promise<number> {
  const log = createLogger('warn', pino.destination({ dest: 2, sync: true }));
  const closers = new Closers();
  try {
    const context: CommandContext = { config: readConfig(process.env), log, closers, say: console.log };
    return (await command.run(context, args)) ? 0 : 1;
  } catch (error) {
    const isExpected = EXPECTED.some((kind) => error instanceof kind);
    console.error(isExpected ? (error as Error).message : error);
    return 1;
  } finally {
    await closers.closeAll(log);
  }
}

function helpText(): string {
  const lines = COMMANDS.map(({ name, usage, sentence }) => `  p88 ${name} ${usage}\n      ${sentence}`);
  return [
    'npm run -s p88 -- <command>\n',
    ...lines,
    '\nThe options of the server count here as well; P88_DATA_DIR says which installation is meant.',
  ].join('\n');
}
