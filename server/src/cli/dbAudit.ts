import { inspectDatabase } from '../admin/provideDatabase.ts';
import { auditDatabase } from '../store/dbAudit.ts';
import type { Command } from './command.ts';

/** Is the database as the migrations made it? */
export const dbAudit: Command = {
  name: 'db audit',
  usage: '',
  sentence:
    'Compares roles, rights, policies, functions and extensions of the database with what they should be.',
  async run({ config, log, closers, say }) {
    const { direct, service } = await inspectDatabase(config, log, closers);
    const differences = await auditDatabase(direct, service);
    for (const difference of differences) say(difference);
    if (differences.length === 0) say('The database is as it should be.');
    return differences.length === 0;
  },
};
