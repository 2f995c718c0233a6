import { ERRORS } from '../../core/src/contract/errors.ts';
import {
  ALL_PERMISSIONS,
  type BuiltInRole,
  PERMISSIONS,
  ROLE_PERMISSIONS,
  ROLE_WORDS,
  VISITOR_PERMISSIONS,
} from '../../core/src/contract/permissions.ts';
import { OPTIONS } from '../../server/src/config.ts';
import { ACCESS } from '../../server/src/http/access.ts';

const MADE = '<!-- Made by tools/generate; do not edit. `npm run generate` makes it again. -->';

/** The generated pages of docs/reference, by path. */
export function referencePages(): Record<string, string> {
  return {
    'docs/reference/options.md': optionsPage(),
    'docs/reference/errors.md': errorsPage(),
    'docs/reference/permissions.md': permissionsPage(),
  };
}

function optionsPage(): string {
  const rows = Object.values(OPTIONS).map(({ env, unit, fallback, sentence }) => [
    `\`${env}\``,
    unit,
    fallback === '' ? '' : `\`${fallback}\``,
    sentence,
  ]);
  return page(
    'Options',
    'Options come from the environment. `npm start -- --help` prints the same list. A wrong value ends the start with one sentence that names the option.',
    table(['option', 'unit or choice', 'default', 'meaning'], rows),
  );
}

function errorsPage(): string {
  const rows = Object.entries(ERRORS).map(([code, { status, message }]) => [
    `\`${code}\``,
    String(status),
    message,
  ]);
  return page(
    'Errors',
    'A failed call answers `{"error":{"code","message","requestId","details?"}}`. The code is stable and meant for programs; the message is for people and may change. `{name}` stands for a value.',
    table(['code', 'status', 'message'], rows),
  );
}

const ROLES = Object.keys(ROLE_PERMISSIONS) as BuiltInRole[];

function permissionsPage(): string {
  return page(
    'Roles and permissions',
    'Who may do what, from the one table that also drives the routes and the console. Custom roles and API keys are selections of the same permissions; nobody gives away what they do not have. A visitor is a platform administrator who looks into one partner’s data, with a reason that the partner sees.',
    [rolesTable(), '## Permissions', permissionsTable(), '## Routes', ROUTES_INTRO, routesTable()].join(
      '\n\n',
    ),
  );
}

const ROUTES_INTRO =
  '“Anybody” needs no proof. “Person” is everybody who is signed in, for their own account; API keys are refused there. The last column is how the limits of requests count the route.';

function rolesTable(): string {
  return table(
    ['role', 'for'],
    ROLES.map((role) => [ROLE_WORDS[role].name, ROLE_WORDS[role].sentence]),
  );
}

function permissionsTable(): string {
  const visitor: readonly string[] = VISITOR_PERMISSIONS;
  return table(
    ['permission', ...ROLES.map((role) => ROLE_WORDS[role].name), 'Visitor', 'allows to'],
    ALL_PERMISSIONS.map((permission) => [
      `\`${permission}\``,
      ...ROLES.map((role) => mark(ROLE_PERMISSIONS[role].includes(permission))),
      mark(visitor.includes(permission)),
      PERMISSIONS[permission],
    ]),
  );
}

const mark = (yes: boolean): string => (yes ? 'yes' : '');

function routesTable(): string {
  const words: Record<string, string> = { public: 'anybody', person: 'person' };
  return table(
    ['route', 'who', 'counted as'],
    Object.entries(ACCESS).map(([route, [who, rate]]) => [`\`${route}\``, words[who] ?? `\`${who}\``, rate]),
  );
}

const page = (title: string, intro: string, body: string): string =>
  `${MADE}\n\n# ${title}\n\n${intro}\n\n${body}\n`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
