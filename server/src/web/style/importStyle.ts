import type { SiteStyle } from '@project88/core/contract/styleImport.ts';
import { WEB_LIMITS } from '../limits.ts';
import { type Fetched, failed, type WebFetcher } from '../webFetcher.ts';
import { StyleReader } from './styleReader.ts';

const PAGE = 'text/html,application/xhtml+xml;q=0.9';
const SHEET = 'text/css';

/**
 * What a website looks like: its page and the first of its style sheets are fetched and read, and nothing in them is run.
 * A sheet that cannot be had is counted. Throws `WEB_FETCH_REFUSED` and `WEB_FETCH_FAILED`.
 */
export async function importStyle(fetcher: WebFetcher, address: URL): Promise<SiteStyle> {
  const signal = AbortSignal.timeout(WEB_LIMITS.siteMs);
  const limitBytes = WEB_LIMITS.textBytes;
  const page = await fetcher.get(address, { accept: PAGE, limitBytes, signal });
  if (!isPage(page)) throw failed('it is not a web page');
  const reader = new StyleReader();
  try {
    const parts = await reader.ask({ ask: 'page', page: textOf(page), url: page.url.href });
    const sheets = new Sheets(fetcher, reader, signal);
    await sheets.fetchAll(parts.sheets);
    const style = await reader.ask({
      ask: 'style',
      parts,
      sheets: sheets.found.map(textOf),
    });
    const { title, pictures } = parts;
    return {
      pageUrl: page.url.href,
      title: title || page.url.hostname,
      ...style,
      pictures,
      missingSheets: sheets.missing,
    };
  } finally {
    reader.end();
  }
}

/** What goes to the thread that reads. */
function textOf({ bytes, charset }: Fetched) {
  return { bytes, charset };
}

/** Servers that say nothing about a page are believed when it begins like one. */
function isPage({ mime, bytes }: Fetched): boolean {
  if (mime !== '') return /^(text\/html|application\/xhtml\+xml)$/.test(mime);
  return /^\ufeff?\s*<(!doctype|html)/i.test(Buffer.from(bytes.subarray(0, 512)).toString('utf8'));
}

/** The style sheets of a page and those that they import, up to the limit. */
class Sheets {
  readonly found: Fetched[] = [];
  missing = 0;
  readonly #fetcher: WebFetcher;
  readonly #reader: StyleReader;
  readonly #signal: AbortSignal;
  readonly #seen = new Set<string>();

  constructor(fetcher: WebFetcher, reader: StyleReader, signal: AbortSignal) {
    this.#fetcher = fetcher;
    this.#reader = reader;
    this.#signal = signal;
  }

  /** Fetch these beside each other, then what they import. */
  async fetchAll(addresses: readonly string[]): Promise<void> {
    const wanted = addresses
      .filter((each) => !this.#seen.has(each))
      .slice(0, WEB_LIMITS.stylesheets - this.#seen.size);
    if (wanted.length === 0) return;
    for (const each of wanted) this.#seen.add(each);
    const fetched = await Promise.all(wanted.map((each) => this.#fetch(each)));
    const imported: string[] = [];
    for (const sheet of fetched) {
      if (sheet === null) continue;
      this.found.push(sheet);
      imported.push(
        ...(await this.#reader.ask({ ask: 'imports', sheet: textOf(sheet), url: sheet.url.href })),
      );
    }
    await this.fetchAll(imported);
  }

  /** Null for what cannot be had, or is no style sheet: many sites answer with a page where something is missing. */
  async #fetch(address: string): Promise<Fetched | null> {
    const wanted = { accept: SHEET, limitBytes: WEB_LIMITS.textBytes, signal: this.#signal };
    const sheet = await this.#fetcher.get(new URL(address), wanted).catch(() => null);
    const isSheet = sheet !== null && (sheet.mime === SHEET || sheet.mime === '');
    if (!isSheet) this.missing += 1;
    return isSheet ? sheet : null;
  }
}
