import { ERRORS } from '../../core/src/contract/errors.ts';
import { OPTIONS } from '../../server/src/config.ts';

const MADE = '<!-- Made by tools/generate; do not edit. `npm run generate` makes it again. -->';

/** The generated pages of docs/reference, by path. */
export function referencePages(): Record<string, string> {
  return {
    'docs/reference/options.md': optionsPage(),
    'docs/reference/errors.md': errorsPage(),
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

const page = (title: string, intro: string, body: string): string =>
  `${MADE}\n\n# ${title}\n\n${intro}\n\n${body}\n`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
