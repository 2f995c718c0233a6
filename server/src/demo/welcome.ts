import type { AdministratorAccount } from '../platform/installation.ts';
import type { Accounts } from './accounts.ts';

/** The box that a start prints: what to open, and the sign-ins when they may be shown. */
export function welcomeBox(facts: {
  url: string;
  timingAddress: string;
  displayUrl: string | null;
  accounts: Accounts | null;
  administrator: AdministratorAccount | null;
}): string {
  const lines = [
    'Project88',
    '',
    `Console      ${facts.url}`,
    ...(facts.displayUrl === null ? [] : [`Live screen  ${facts.displayUrl}`]),
    `Timing port  ${facts.timingAddress}`,
    ...signInLines(facts.accounts, facts.administrator),
  ];
  const width = Math.max(...lines.map((line) => line.length));
  const rule = '─'.repeat(width + 2);
  return [`╭${rule}╮`, ...lines.map((line) => `│ ${line.padEnd(width)} │`), `╰${rule}╯`].join('\n');
}

function signInLines(accounts: Accounts | null, administrator: AdministratorAccount | null): string[] {
  const users = [
    ...(accounts?.users ?? []),
    ...(administrator === null ? [] : [{ ...administrator, role: 'administrator' }]),
  ];
  if (users.length === 0) return [];
  const width = Math.max(...users.map(({ role }) => role.length));
  return [
    '',
    ...users.map(({ email, password, role }) => `${role.padEnd(width)}  ${email}  ${password}`),
    ...(accounts?.timingKeys ?? []).map(
      ({ partner, user, secret }) => `timing key ${user}  ${secret}  (${partner})`,
    ),
  ];
}
