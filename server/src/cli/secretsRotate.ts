import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { askToRotate, type RotateAnswer } from '../admin/adminDoor.ts';
import { answerRotation } from '../admin/answerRotation.ts';
import { provideDatabase } from '../admin/provideDatabase.ts';
import { ROTATABLE, type Rotatable, Rotation } from '../admin/rotation.ts';
import { loadSecrets } from '../auth/secrets.ts';
import { dataPaths } from '../config.ts';
import { systemClock } from '../ops/clock.ts';
import { claimDataFolder } from '../ops/dataFolder.ts';
import { openDatabase } from '../tenancy/database.ts';
import { type Command, type CommandContext, CommandError } from './command.ts';

/** Exchange secrets through the running server, or by ourselves when none runs. */
export const secretsRotate: Command = {
  name: 'secrets rotate',
  usage: '[--master] [--signing] [--database]',
  sentence: 'New secrets in place of those in use, without interruption; without a choice all three.',
  async run(context, args) {
    const chosen = readChoice(args);
    await refuseEmptyFolder(context.config.dataDir);
    const exchange = exchangerFor(context);
    let isWell = true;
    for (const what of chosen ?? ROTATABLE) {
      const answer = await exchange(what);
      context.say(sentenceOf(what, answer));
      // Not asked for by name, a secret that cannot be exchanged here is said and is no failure.
      isWell &&= 'done' in answer || ('refused' in answer && chosen === null);
    }
    return isWell;
  },
};

type Exchange = (what: Rotatable) => Promise<RotateAnswer>;

function sentenceOf(what: Rotatable, answer: RotateAnswer): string {
  if ('done' in answer) return answer.done;
  return `${what}: ${'refused' in answer ? answer.refused : answer.failed}`;
}

function readChoice(args: readonly string[]): Rotatable[] | null {
  const options = Object.fromEntries(ROTATABLE.map((what) => [what, { type: 'boolean' as const }]));
  try {
    const { values } = parseArgs({ args: [...args], options });
    const chosen = ROTATABLE.filter((what) => values[what] === true);
    return chosen.length === 0 ? null : chosen;
  } catch (error) {
    throw new CommandError((error as Error).message);
  }
}

/** A wrong P88_DATA_DIR must not make a new installation. */
async function refuseEmptyFolder(dataDir: string): Promise<void> {
  await stat(dataPaths(dataDir).secrets).catch(() => {
    throw new CommandError(`There are no secrets in ${dataDir}: P88_DATA_DIR has to name the data folder.`);
  });
}

/** Asks the server that runs; from the first time that there is none, does it itself. */
function exchangerFor(context: CommandContext): Exchange {
  let alone: Exchange | null = null;
  return async (what) => {
    const answer = alone === null ? await askToRotate(context.config.dataDir, what) : null;
    if (answer !== null) return answer;
    alone ??= await exchangeAlone(context);
    return alone(what);
  };
}

/** With the data folder and its database for ourselves. */
async function exchangeAlone({ config, log, closers }: CommandContext): Promise<Exchange> {
  closers.add('data folder', await claimDataFolder(config.dataDir));
  const secrets = await loadSecrets(dataPaths(config.dataDir).secrets, randomBytes);
  const { logins, passwords } = await provideDatabase(config, log, closers);
  const database = openDatabase({ ...logins, connections: 2, log });
  closers.add('database connections', () => database.close());
  const parts = { secrets, database, passwords, clock: systemClock, log };
  // Nobody else seals anything meanwhile, so the former master key can go at once.
  const rotation = new Rotation({ ...parts, sealToCommitMs: 0 });
  return (what) => answerRotation(rotation, what);
}
