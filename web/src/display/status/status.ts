import type { PublicStatus } from '@project88/core/contract/program.ts';
import { formatAge } from '@project88/core/displays/text/status.ts';
import { linkIdOf } from '../page/bootstrap.ts';
import { NOTES } from '../page/note.ts';
import { type StatusValue, statusValues } from './values.ts';

/** How often the page asks, in milliseconds. The numbers are of minutes; nobody needs them by the second. */
const ASK_EVERY_MS = 3_000;

/** Show how a display does, and go on asking until its link ends. */
export async function startStatus(window: Window, host: HTMLElement): Promise<void> {
  const linkId = linkIdOf(window.location.pathname);
  let heardAtMs: number | null = null;
  for (;;) {
    const answer = await ask(linkId);
    if (answer === 'ended' || answer === 'unknown') return showEnd(host, NOTES[answer]);
    const nowMs = window.performance.now();
    if (answer === 'later') showOld(host, heardAtMs === null ? null : nowMs - heardAtMs);
    else {
      heardAtMs = nowMs;
      showStatus(host, answer);
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
}

async function ask(linkId: string): Promise<PublicStatus | 'ended' | 'unknown' | 'later'> {
  try {
    const response = await fetch(`/api/display/${linkId}/status`, { cache: 'no-store' });
    if (response.status === 410) return 'ended';
    if (response.status === 404 || response.status === 400) return 'unknown';
    return response.ok ? ((await response.json()) as PublicStatus) : 'later';
  } catch {
    return 'later';
  }
}

function showStatus(host: HTMLElement, status: PublicStatus): void {
  host.ownerDocument.title = `${status.session} – display status`;
  host.className = '';
  host.setAttribute('aria-busy', 'false');
  if (host.querySelector('dl') === null) build(host);
  setText(host, 'h1', status.session);
  setText(host, '.state', 'Up to date');
  const values = statusValues(status);
  for (const [index, element] of host.querySelectorAll<HTMLElement>('.value').entries()) {
    const value = values[index];
    if (value !== undefined) fill(element, value);
  }
}

/** The server does not answer: what was heard last stays, and says how old it is. */
function showOld(host: HTMLElement, ageMs: number | null): void {
  host.className = 'old';
  if (host.querySelector('dl') === null) build(host);
  setText(host, '.state', ageMs === null ? 'Waiting for the server' : `No answer for ${formatAge(ageMs)}`);
}

function showEnd(host: HTMLElement, { title, text }: { title: string; text: string }): void {
  const { ownerDocument: document } = host;
  const [heading, sentence] = [document.createElement('h1'), document.createElement('p')];
  heading.textContent = title;
  sentence.textContent = text;
  document.title = title;
  host.className = 'plain';
  host.setAttribute('aria-busy', 'false');
  host.replaceChildren(heading, sentence);
}

const NO_VALUES: PublicStatus = {
  session: 'Display status',
  screens: 0,
  reads: 0,
  crossings: 0,
  waiting: 0,
  lastReadAgeMs: null,
  latency: null,
  nowMs: 0,
};

/** The page in its final shape, with dashes where numbers come: nothing moves when they do. */
function build(host: HTMLElement): void {
  const { ownerDocument: document } = host;
  const make = (tag: string, text = '', className = ''): HTMLElement => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (className !== '') element.className = className;
    return element;
  };
  const header = make('header');
  const state = make('p', '', 'state');
  state.setAttribute('role', 'status');
  header.append(make('h1', NO_VALUES.session), state);
  const list = make('dl');
  for (const { name } of statusValues(NO_VALUES)) {
    const value = make('div', '', 'value');
    value.append(make('dt', name), make('dd', '–', 'number'), make('dd', '\u00a0', 'note'));
    list.append(value);
  }
  const about =
    'From the moment in which a read arrives at the server to the frame that shows it, over all screens.';
  host.replaceChildren(header, list, make('p', about, 'about'));
}

function fill(element: HTMLElement, { value, about }: StatusValue): void {
  setText(element, '.number', value);
  setText(element, '.note', about);
}

function setText(host: HTMLElement, selector: string, text: string): void {
  const element = host.querySelector(selector);
  if (element !== null && element.textContent !== text) element.textContent = text;
}
