import './pairing.css';
import { encode } from 'uqr';

const SVG = 'http://www.w3.org/2000/svg';

/** What a TV shows while it has no display. `place` is where the console takes the code, `url` the same for a camera. */
export type PairingViewState =
  | { kind: 'waiting'; code: string; url: string; place: string; leftMs: number }
  | { kind: 'offline' }
  | { kind: 'paired' };

const WORDS = {
  waiting: 'Pair this screen',
  offline: 'Waiting for the network',
  paired: 'Paired',
} as const;

/** Build the page and answer what draws its state. Large enough to read across a room; nothing has to be pressed. */
export function createPairingView(host: HTMLElement): (state: PairingViewState) => void {
  const { ownerDocument: document } = host;
  const make = (tag: string, className: string): HTMLElement => {
    const element = document.createElement(tag);
    element.className = className;
    return element;
  };
  const [title, lead, left] = [make('h1', 'title'), make('p', 'lead'), make('p', 'left')];
  const code = make('p', 'code');
  const qr = make('div', 'qr');
  const words = make('div', 'words');
  words.append(title, lead, code, left);
  host.className = 'pairing';
  host.replaceChildren(words, qr);
  let drawnUrl = '';

  return (state) => {
    host.dataset.state = state.kind;
    title.textContent = WORDS[state.kind];
    document.title = WORDS[state.kind];
    lead.textContent = leadOf(state);
    code.hidden = left.hidden = qr.hidden = state.kind !== 'waiting';
    if (state.kind !== 'waiting') return;
    left.textContent = `This code is good for ${minutes(state.leftMs)}; then a new one comes by itself.`;
    if (state.url === drawnUrl) return;
    drawnUrl = state.url;
    code.replaceChildren(...halves(state.code).map((half) => spanOf(document, half)));
    code.setAttribute('aria-label', [...state.code].join(' '));
    qr.replaceChildren(qrImage(document, state.url));
  };
}

function leadOf(state: PairingViewState): string {
  if (state.kind === 'waiting')
    return `Scan the picture with a phone, or open ${state.place} and type this code:`;
  if (state.kind === 'offline')
    return 'The code comes as soon as the server answers. Nothing has to be pressed.';
  return 'The display opens now.';
}

function minutes(leftMs: number): string {
  const left = Math.max(1, Math.ceil(leftMs / 60_000));
  return left === 1 ? '1 minute' : `${left} minutes`;
}

/** A code is read aloud in two halves. */
function halves(code: string): string[] {
  const middle = Math.ceil(code.length / 2);
  return [code.slice(0, middle), code.slice(middle)];
}

function spanOf(document: Document, text: string): HTMLElement {
  const span = document.createElement('span');
  span.textContent = text;
  return span;
}

/** Black on white, as cameras want it, with the quiet zone around. */
function qrImage(document: Document, text: string): SVGElement {
  const { size, data } = encode(text, { border: 3 });
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', 'QR code of the page that takes the code');
  const path = document.createElementNS(SVG, 'path');
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  path.setAttribute('d', squares.join(''));
  svg.append(path);
  return svg;
}
