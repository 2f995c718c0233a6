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
  const element = tools.document.createElement('div');
  const fitters = block.cells.map((cell) => {
    const fitter = createFitter(cell.style, cell.fit, tools.measure);
    fitter.resize(cell.box.width, cell.box.height);
    return fitter;
  });
  const rows = Array.from({ length: block.rows }, () => createRow(block, tools.document));
  element.append(...rows.map((row) => row.element));
  const columns = block.columns ?? 1;
  const perColumn = Math.ceil(block.rows / columns);
  let columnPx = 0;
  let wasFilled = false;
  let source: unknown;
  let known: (ShownCard | null)[] = [];
  let page = 0;
  let drawn: ScreenState | null = null;
  let nowMs: InstantMs | null = null;

  const placeOf = (index: number): string => {
    const column = Math.floor(index / perColumn);
    return atPlace(
      column * (columnPx + (block.columnGapPx ?? 0)),
      (index % perColumn) * (block.rowHeightPx + block.gapPx),
    );
  };

  /** The page whose turn it is. A crowd has no pages: everybody in it is on air. */
  function pageAt(time: InstantMs | null): number {
    if (block.pageMs === undefined || time === null || block.source === 'crowd') return 0;
    return Math.floor(time / block.pageMs) % Math.max(1, Math.ceil(known.length / block.rows));
  }

  function draw(motion: Motion): void {
    const first = page * block.rows;
    const cards = known
      .slice(first, first + block.rows)
      .flatMap((card, index): PlacedCard[] => (card === null ? [] : [{ card, place: index }]));
    const placed = assign(rows, cards);
    const arrivals = placed.filter(({ row, card }) => row.card?.id !== card.id).length;
    const calm = wasFilled && (block.source === 'crowd' || arrivals <= SLIDING_ROWS_LIMIT);
    for (const { row, card, place: index } of placed) {
      moveRow(row, card, placeOf(index), calm ? motion : STILL);
      if (row.card !== card) fillRow(row, card, block.cells, fitters);
    }
    const shown = new Set(placed.map(({ row }) => row));
    for (const row of rows) if (!shown.has(row) && row.card !== null) emptyRow(row);
    wasFilled = true;
  }

  return {
    element,
    resize(widthPx) {
      columnPx = (widthPx - (columns - 1) * (block.columnGapPx ?? 0)) / columns;
      for (const row of rows) {
        row.element.style.width = `${columnPx}px`;
        row.at = '';
      }
      source = undefined;
    },
    render(state, motion) {
      drawn = state;
      const next = listSource(block, state);
      if (wasFilled && next !== undefined && next === source) return;
      source = next;
      known = listRows(block, state, nowMs);
      page = pageAt(nowMs);
      draw(motion);
    },
    tick(atMs) {
      // Times until arrival change by the second.
      const second = instantMs(Math.floor(atMs / SECOND_MS) * SECOND_MS);
      const isLate = block.source === 'approaching' && second !== nowMs;
      nowMs = second;
      if (drawn === null) return;
      if (isLate) known = listRows(block, drawn, nowMs);
      const next = pageAt(atMs);
      if (next === page && !isLate) return;
      page = next;
      draw(STILL);
    },
    forget() {
      for (const fitter of fitters) fitter.forget();
      for (const row of rows) row.card = row.card && { ...row.card };
      source = undefined;
    },
  };
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
