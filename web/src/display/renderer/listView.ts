import type { ListBlock, ListCell } from '@project88/core/displays/document/blocks.ts';
import { listRows, meetsCondition } from '@project88/core/displays/screen/arrange.ts';
import type { ShownCard } from '@project88/core/displays/screen/card.ts';
import { textVariants } from '@project88/core/displays/text/format.ts';
import { atHeight, type Motion } from './motion.ts';
import { createFitter, createTextBox, type Fitter, place, type TextBox } from './textBox.ts';
import type { Tools, View } from './view.ts';

/** A row keeps its element for the life of the list: it is given another card, never thrown away. */
interface Row {
  element: HTMLElement;
  light: HTMLElement;
  boxes: TextBox[];
  card: ShownCard | null;
  heightPx: number;
}

/** More new rows than this in one frame are a crowd: nothing slides, so that names can be read. */
const SLIDING_ROWS_LIMIT = 2;

/** The recent crossings, newest on top. */
export function createListView(block: ListBlock, tools: Tools): View {
  const element = tools.document.createElement('div');
  place(element, block.box);
  const fitters = block.cells.map((cell) =>
    createFitter(cell.box.width, cell.style, cell.fit, tools.measure),
  );
  const rows = Array.from({ length: block.rows }, () => createRow(block, tools.document));
  element.append(...rows.map((row) => row.element));
  let wasFilled = false;
  return {
    element,
    render(state, motion) {
      const cards = listRows(block, state).slice(0, block.rows);
      const placed = assign(rows, cards);
      const arrivals = placed.filter(({ row, card }) => row.card?.id !== card.id).length;
      const calm = wasFilled && arrivals <= SLIDING_ROWS_LIMIT;
      for (const [index, { row, card }] of placed.entries()) {
        moveRow(row, card, index * (block.rowHeightPx + block.gapPx), calm ? motion : null);
        if (row.card !== card) fillRow(row, card, block.cells, fitters);
      }
      for (const row of rows) if (!cards.some((card) => card.id === row.card?.id)) emptyRow(row);
      wasFilled = true;
    },
    forget() {
      for (const fitter of fitters) fitter.forget();
      for (const row of rows) row.card = row.card && { ...row.card };
    },
  };
}

/** Each card with its row: the one that shows it already, else one whose card has left the list. */
function assign(rows: readonly Row[], cards: readonly ShownCard[]): { row: Row; card: ShownCard }[] {
  const wanted = new Set(cards.map((card) => card.id));
  const holding = new Map(rows.flatMap((row) => (row.card === null ? [] : [[row.card.id, row] as const])));
  const free = rows.filter((row) => row.card === null || !wanted.has(row.card.id));
  return cards.flatMap((card) => {
    const row = holding.get(card.id) ?? free.pop();
    return row === undefined ? [] : [{ row, card }];
  });
}

/** `motion` is null when nothing should move. */
function moveRow(row: Row, card: ShownCard, heightPx: number, motion: Motion | null): void {
  const isNew = row.card?.id !== card.id;
  if (isNew && motion !== null) {
    motion.arrive(row.element, heightPx);
    motion.fade(row.light);
  } else if (motion !== null && row.heightPx !== heightPx) {
    motion.move(row.element, row.heightPx, heightPx);
  }
  if (row.heightPx === heightPx) return;
  row.heightPx = heightPx;
  row.element.style.transform = atHeight(heightPx);
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
  const boxes = block.cells.map((cell) => createTextBox(document, cell.box, cell.style));
  const size = { x: 0, y: 0, width: block.box.width, height: block.rowHeightPx };
  place(element, size);
  place(light, size);
  light.className = 'light';
  light.style.background = block.newRowFill;
  element.style.background = block.rowFill;
  for (const part of [element, light]) part.style.borderRadius = `${block.rowRadiusPx ?? 0}px`;
  element.hidden = true;
  element.append(light, ...boxes.map((box) => box.element));
  return { element, light, boxes, card: null, heightPx: 0 };
}
