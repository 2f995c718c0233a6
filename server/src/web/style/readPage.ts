import { Parser } from 'htmlparser2';
import { WEB_LIMITS } from '../limits.ts';
import { pictureOf, sortPictures } from './pagePictures.ts';
import { type PageParts, plainWords } from './parts.ts';

type Attributes = Readonly<Record<string, string>>;

/** Colours that a page names for the browser's own frame were chosen by somebody: as good as fifty uses in a sheet. */
const THEME_COLOURS: Readonly<Record<string, number>> = {
  'theme-color': 50,
  'msapplication-tilecolor': 20,
};
const ATTRIBUTE_WEIGHT = 4;
/** Characters that are read between two looks at how deep the page is. */
const PIECE = 8_192;

/**
 * What a page says about its look. Nothing of it is run and nothing is fetched; addresses that are no `http` are left out.
 * Any text is read: what is no page has no parts.
 */
export function readPage(html: string, address: string): PageParts {
  const page = new PageReader(address);
  const parser = new Parser({
    onopentag: (name, attributes) => page.open(name, attributes),
    ontext: (text) => page.text(text),
    onclosetag: (name) => page.close(name),
  });
  // In pieces, so that what is too deep is left soon.
  for (let at = 0; at < html.length && !page.isTooDeep; at += PIECE) parser.write(html.slice(at, at + PIECE));
  if (!page.isTooDeep) parser.end();
  return page.parts();
}

class PageReader {
  #base: URL;
  #title = '';
  #siteName = '';
  #depth = 0;
  /** `title` or `style` while their text comes. */
  #inside = '';
  /** Elements of the page's head bar that are open. */
  #header = 0;
  readonly #names = new Set<string>();
  readonly #sheets = new Set<string>();
  readonly #css: string[] = [];
  readonly #colours: PageParts['colours'] = [];
  readonly #pictures = new Map<string, PageParts['pictures'][number]>();

  constructor(address: string) {
    this.#base = new URL(address);
  }

  /** Nobody wrote this for people; what was read until here is all there is. */
  get isTooDeep(): boolean {
    return this.#depth > WEB_LIMITS.nesting;
  }

  open(name: string, attributes: Attributes): void {
    this.#depth += 1;
    this.#note(name, attributes);
    if (isHeader(name)) this.#header += 1;
    if (name === 'title' || name === 'style') this.#inside = name;
    if (name === 'style') this.#css.push('');
    if (name === 'base' && attributes.href !== undefined)
      this.#base = this.#at(attributes.href) ?? this.#base;
    if (name === 'meta') this.#meta(attributes);
    if (name === 'link') this.#link(attributes);
    const picture = pictureOf(name, attributes, this.#header > 0);
    if (picture !== null) this.#picture(picture);
  }

  text(text: string): void {
    if (this.#inside === 'title' && this.#title.length < WEB_LIMITS.words) this.#title += text;
    if (this.#inside === 'style') this.#css[this.#css.length - 1] += text;
  }

  close(name: string): void {
    this.#depth -= 1;
    if (name === this.#inside) this.#inside = '';
    if (isHeader(name)) this.#header = Math.max(0, this.#header - 1);
  }

  parts(): PageParts {
    return {
      title: plainWords(this.#siteName || this.#title, WEB_LIMITS.words),
      sheets: [...this.#sheets],
      css: this.#css,
      colours: this.#colours,
      pictures: sortPictures([...this.#pictures.values()]).slice(0, WEB_LIMITS.pictures),
      names: [...this.#names],
    };
  }

  #note(name: string, attributes: Attributes): void {
    this.#names.add(name);
    for (const each of (attributes.class ?? '').split(/\s+/)) if (each !== '') this.#names.add(`.${each}`);
    if (attributes.id) this.#names.add(`#${attributes.id}`);
    if (attributes.style) this.#css.push(`${name}{${attributes.style}}`);
    for (const key of ['bgcolor', 'text']) {
      const text = attributes[key];
      if (text) this.#colours.push({ text, weight: ATTRIBUTE_WEIGHT });
    }
  }

  #meta({ name, property, content = '' }: Attributes): void {
    const key = (name ?? property ?? '').toLowerCase();
    const weight = THEME_COLOURS[key];
    if (weight !== undefined) this.#colours.push({ text: content, weight });
    if (key === 'og:site_name') this.#siteName = content;
  }

  #link({ rel = '', href = '', as = '', media = '' }: Attributes): void {
    const kinds = rel.toLowerCase().split(/\s+/);
    const isSheet = kinds.includes('stylesheet') || (kinds.includes('preload') && as === 'style');
    if (!isSheet || kinds.includes('alternate') || /\bprint\b/i.test(media)) return;
    const url = this.#at(href);
    if (url !== null) this.#sheets.add(url.href);
  }

  #picture({ src, ...picture }: NonNullable<ReturnType<typeof pictureOf>>): void {
    const url = this.#at(src);
    if (url === null || this.#pictures.has(url.href)) return;
    const file = decodeURIComponentSafely(url.pathname.split('/').at(-1) ?? '').replace(/\.\w+$/, '');
    const words = plainWords(picture.words || file, WEB_LIMITS.words);
    this.#pictures.set(url.href, { ...picture, url: url.href, words });
  }

  /** A whole address; null for anything that is not on the web. */
  #at(href: string): URL | null {
    if (!URL.canParse(href, this.#base.href)) return null;
    const url = new URL(href, this.#base);
    url.hash = '';
    return /^https?:$/.test(url.protocol) && url.href.length <= 2_000 ? url : null;
  }
}

function isHeader(name: string): boolean {
  return name === 'header' || name === 'nav';
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
