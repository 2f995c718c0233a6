import type { ListBlock, ListCell } from '@project88/core/displays/document/blocks.ts';
import { listRows, listSource, meetsCondition } from '@project88/core/displays/screen/arrange.ts';
import type { ShownCard } from '@project88/core/displays/screen/card.ts';
import type { ScreenState } from '@project88/core/displays/screen/screen.ts';
import { textVariants } from '@project88/core/displays/text/format.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import { atPlace, type Motion, STILL } from './motion.ts';
import { place } from './place.ts';
import { createFitter, createTextBox, type Fitter, type TextBox } from './textBox.ts';
import { cssColour, type Tools, type View } from './view.ts';

/** A row keeps its element for the life of the list: it is given another card, never thrown away. */
interface Row {
  element: HTMLElement;
  light: HTMLElement;
  boxes: TextBox[];
  card: ShownCard | null;
  at: string;
}

interface PlacedCard {
  card: ShownCard;
  place: number;
}

/** More new rows than this in one frame are a crowd: nothing slides, so that names can be read. */
const SLIDING_ROWS_LIMIT = 2;
const SECOND_MS = 1_000;

/** Rows of cards, in columns; which page of them is told by the server's clock. */
export function createListView(block: ListBlock, tools: Tools): View {
  return new ListView(block, tools);
}

class ListView implements View {
  readonly element: HTMLElement;
  readonly #block: ListBlock;
  readonly #fitters: Fitter[];
  readonly #rows: Row[];
  #columnPx = 0;
  #wasFilled = false;
  #source: unknown;
  #known: (ShownCard | null)[] = [];
  #page = 0;
  #drawn: ScreenState | null = null;
  #nowMs: InstantMs | null = null;

  constructor(block: ListBlock, { document, measure }: Tools) {
    this.#block = block;
    this.element = document.createElement('div');
    this.#fitters = block.cells.map((cell) => {
      const fitter = createFitter(cell.style, cell.fit, measure);
      fitter.resize(cell.box.width, cell.box.height);
      return fitter;
    });
    this.#rows = Array.from({ length: block.rows }, () => createRow(block, document));
    this.element.append(...this.#rows.map((row) => row.element));
  }

  resize(widthPx: number): void {
    const { columns = 1, columnGapPx = 0 } = this.#block;
    this.#columnPx = (widthPx - (columns - 1) * columnGapPx) / columns;
    for (const row of this.#rows) {
      row.element.style.width = `${this.#columnPx}px`;
      row.at = '';
    }
    this.#source = undefined;
  }

  render(state: ScreenState, motion: Motion): void {
    this.#drawn = state;
    const next = listSource(this.#block, state);
    if (this.#wasFilled && next !== undefined && next === this.#source) return;
    this.#source = next;
    this.#known = listRows(this.#block, state, this.#nowMs);
    this.#page = this.#pageAt(this.#nowMs);
    this.#draw(motion);
  }

  tick(atMs: InstantMs): void {
    // Times until arrival change by the second.
    const second = instantMs(Math.floor(atMs / SECOND_MS) * SECOND_MS);
    const isLate = this.#block.source === 'approaching' && second !== this.#nowMs;
    this.#nowMs = second;
    if (this.#drawn === null) return;
    if (isLate) this.#known = listRows(this.#block, this.#drawn, second);
    const next = this.#pageAt(atMs);
    if (next === this.#page && !isLate) return;
    this.#page = next;
    this.#draw(STILL);
  }

  forget(): void {
    for (const fitter of this.#fitters) fitter.forget();
    for (const row of this.#rows) row.card = row.card && { ...row.card };
    this.#source = undefined;
  }

  #placeOf(index: number): string {
    const { rows, columns = 1, columnGapPx = 0, rowHeightPx, gapPx } = this.#block;
    const perColumn = Math.ceil(rows / columns);
    const column = Math.floor(index / perColumn);
    return atPlace(column * (this.#columnPx + columnGapPx), (index % perColumn) * (rowHeightPx + gapPx));
  }

  /** The page whose turn it is. A crowd has no pages: everybody in it is on air. */
  #pageAt(timeMs: InstantMs | null): number {
    const { pageMs, rows, source } = this.#block;
    if (pageMs === undefined || timeMs === null || source === 'crowd') return 0;
    return Math.floor(timeMs / pageMs) % Math.max(1, Math.ceil(this.#known.length / rows));
  }

  #draw(motion: Motion): void {
    const { rows, source, cells } = this.#block;
    const cards = this.#known
      .slice(this.#page * rows, (this.#page + 1) * rows)
      .flatMap((card, place): PlacedCard[] => (card === null ? [] : [{ card, place }]));
    const placed = assign(this.#rows, cards);
    const arrivals = placed.filter(({ row, card }) => row.card?.id !== card.id).length;
    const isCalm = this.#wasFilled && (source === 'crowd' || arrivals <= SLIDING_ROWS_LIMIT);
    for (const { row, card, place } of placed) {
      moveRow(row, card, this.#placeOf(place), isCalm ? motion : STILL);
      if (row.card !== card) fillRow(row, card, cells, this.#fitters);
    }
    const shown = new Set(placed.map(({ row }) => row));
    for (const row of this.#rows) if (!shown.has(row) && row.card !== null) emptyRow(row);
    this.#wasFilled = true;
  }
}

/** Each card with its row: the one that shows it already, else one whose card has left the list. */
function assign(rows: readonly Row[], cards: readonly PlacedCard[]): (PlacedCard & { row: Row })[] {
  const wanted = new Set(cards.map(({ card }) => card.id));
  const holding = new Map(rows.flatMap((row) => (row.card === null ? [] : [[row.card.id, row] as const])));
  const free = rows.filter((row) => row.card === null || !wanted.has(row.card.id));
  return cards.flatMap((placed) => {
    const row = holding.get(placed.card.id) ?? free.pop();
    return row === undefined ? [] : [{ ...placed, row }];
  });
}

function moveRow(row: Row, card: ShownCard, at: string, motion: Motion): void {
  if (row.card?.id !== card.id) {
    motion.arrive(row.element, at);
    motion.fade(row.light);
  } else if (row.at !== '' && row.at !== at) {
    motion.move(row.element, row.at, at);
  }
  if (row.at === at) return;
  row.at = at;
  row.element.style.transform = at;
}

function fillRow(row: Row, card: ShownCard, cells: readonly ListCell[], fitters: readonly Fitter[]): void {
  for (const [index, cell] of cells.entries()) {
    const fitted = fitters[index]?.fit(cellVariants(cell, card));
    if (fitted !== undefined) row.boxes[index]?.set(fitted);
  }
  row.card = card;
  row.element.hidden = false;
}

function cellVariants(cell: ListCell, card: ShownCard): string[] {
  if (!meetsCondition(cell, card)) return [''];
  return textVariants(card.known ? cell.segments : (cell.unknownSegments ?? cell.segments), card);
}

function emptyRow(row: Row): void {
  row.card = null;
  row.element.hidden = true;
}

function createRow(block: ListBlock, document: Document): Row {
  const element = document.createElement('div');
  const light = document.createElement('div');
  const boxes = block.cells.map((cell) => {
    const box = createTextBox(document, cell.style);
    place(box.element, cell.box);
    return box;
  });
  element.style.height = `${block.rowHeightPx}px`;
  element.className = 'row';
  light.className = 'light';
  light.style.background = cssColour(block.newRowFill);
  element.style.background = cssColour(block.rowFill);
  for (const part of [element, light]) part.style.borderRadius = `${block.rowRadiusPx ?? 0}px`;
  element.hidden = true;
  element.append(light, ...boxes.map((box) => box.element));
  return { element, light, boxes, card: null, at: '' };
}
