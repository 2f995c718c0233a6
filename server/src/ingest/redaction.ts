import { redactLine } from '@project88/core/wire/ctp01/redact.ts';

/** Lines as they may be recorded, with secrets hidden. The line ends stay as they came. */
export function redactText(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.endsWith('\r') ? `${redactLine(line.slice(0, -1))}\r` : redactLine(line)))
    .join('\n');
}

/** True when a line must not be recorded as it is. */
export function holdsSecret(line: string): boolean {
  return redactLine(line) !== line;
}
