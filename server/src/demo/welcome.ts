import type { Accounts } from './accounts.ts';

/** The box that a start prints: what to open, and the sign-ins when they may be shown. */
export function welcomeBox(facts: {
  url: string;
  timingAddress: string;
  displayUrl: string | null;
  accounts: Accounts | null;
}): string {
  const lines = [
    'Project88',
    '',
    `Console      ${facts.url}`,
    ...(facts.displayUrl === null ? [] : [`Live screen  ${facts.displayUrl}`]),
    `Timing port  ${facts.timingAddress}`,
    ...accountLines(facts.accounts),
  ];
  const width = Math.max(...lines.map((line) => line.length));
  const rule = '─'.repeat(width + 2);
  return [`╭${rule}╮`, ...lines.map((line) => `│ ${line.padEnd(width)} │`), `╰${rule}╯`].join('\n');
}

function accountLines(accounts: Accounts | null): string[] {
  if (accounts === null) return [];
  return [
    '',
    ...accounts.users.map(({ email, password, role }) => `${role.padEnd(9)}  ${email}  ${password}`),
    ...accounts.timingKeys.map(({ partner, user, secret }) => `timing key ${user}  ${secret}  (${partner})`),
  ];
}
