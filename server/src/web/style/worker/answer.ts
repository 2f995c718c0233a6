import { groupColours } from '../colours.ts';
import { decodeText } from '../decodeText.ts';
import { groupFonts } from '../fonts.ts';
import { readPage } from '../readPage.ts';
import { importsOf, readSheets } from '../readSheet.ts';
import type { Answers, Job, Text } from './job.ts';

/** Do one piece of reading. */
export function answer(job: Job): Answers[Job['ask']] {
  if (job.ask === 'page') return readPage(decodeText(job.page.bytes, job.page.charset, 'html'), job.url);
  if (job.ask === 'imports') return addresses(importsOf(css(job.sheet)), job.url);
  const { parts, sheets } = job;
  const { colours, fonts } = readSheets([...sheets.map(css), ...parts.css], new Set(parts.names));
  return { colours: groupColours([...parts.colours, ...colours]), fonts: groupFonts(fonts) };
}

function css({ bytes, charset }: Text): string {
  return decodeText(bytes, charset, 'css');
}

function addresses(written: readonly string[], base: string): string[] {
  const whole = written.flatMap((each) => (URL.canParse(each, base) ? [new URL(each, base).href] : []));
  return [...new Set(whole)];
}
