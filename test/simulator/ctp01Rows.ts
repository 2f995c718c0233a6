import type { WallMs } from '@project88/core/time/units.ts';
import type { TimeFormat } from '@project88/core/wire/ctp01/times.ts';
import type { TimedRow } from './matRows.ts';

/** How the server asked for rows, in its settings. */
export interface RowStyle {
  /** The format word, for example CT01_33. */
  word: string;
  timeFormat: TimeFormat;
  /** The day that `normal` and `msecs` count from. */
  firstMidnight: WallMs;
}

const SEPARATORS: Record<string, string> = { '1': ',', '2': ';', '3': '~', '4': '|', '5': '\t' };
const TERMINATORS: Record<string, string> = { '1': '\r', '2': '\n', '3': '\r\n', '4': '\0', '5': '\r\0' };

/** Is this a format word that the client knows? */
export function isFormatWord(word: string): boolean {
  return /^CT01_[1-5][1-5]$/.test(word);
}

/** A row as it goes on the wire, with its terminator. */
export function formatRow(location: string, row: TimedRow, style: RowStyle): string {
  const { seq, tag, lap, reader, antenna } = row;
  return join([style.word, seq, location, tag, formatTime(row.wallMs, style), lap, reader, antenna], style);
}

/** The row that offers a location. Its time means nothing and is in no format. */
export function formatNewLocation(location: string, style: RowStyle): string {
  return join([style.word, 0, location, 'newlocation', '00:00:00.00', 0, 0, 0], style);
}

function join(fields: (string | number)[], { word }: RowStyle): string {
  return fields.join(SEPARATORS[word.charAt(5)]) + TERMINATORS[word.charAt(6)];
}

function formatTime(wall: WallMs, { timeFormat, firstMidnight }: RowStyle): string {
  switch (timeFormat) {
    case 'iso':
      return new Date(wall).toISOString().slice(0, 22);
    case 'unix':
      return (wall / 1000).toFixed(2);
    case 'msecs':
      return String(wall - firstMidnight);
    case 'normal':
      return formatHours(wall - firstMidnight);
  }
}

/** Hours run past 24. */
function formatHours(sinceMs: number): string {
  const hours = String(Math.floor(sinceMs / 3_600_000)).padStart(2, '0');
  return `${hours}:${new Date(sinceMs).toISOString().slice(14, 22)}`;
}
