import type { Block } from './blocks.ts';
import { fieldDifferences } from './diffFields.ts';
import type { Layout, TemplateDocument } from './template.ts';

/**
 * What is different in `after`, one sentence each, in words for people; empty for equal documents. The id is no part of
 * the design. Both documents are valid.
 */
export function documentDifferences(before: TemplateDocument, after: TemplateDocument): string[] {
  const { id: _id, layouts: _old, ...head } = before;
  const { id: _otherId, layouts: _new, ...otherHead } = after;
  return [...fieldDifferences('', head, otherHead), ...layoutDifferences(before.layouts, after.layouts)];
}

/** Layouts with one name are the same one; of several with one name, the first is compared with the first. */
function layoutDifferences(before: readonly Layout[], after: readonly Layout[]): string[] {
  const old = byKey(before, ({ name }) => name);
  const now = byKey(after, ({ name }) => name);
  return [
    ...[...old].flatMap(([key, layout]) => {
      const other = now.get(key);
      return other === undefined
        ? [`Layout “${layout.name}” is gone`]
        : inLayout(layout, other, before.length > 1);
    }),
    ...[...now].flatMap(([key, { name }]) => (old.has(key) ? [] : [`Layout “${name}” is new`])),
    ...(inOtherOrder([...old.keys()], [...now.keys()]) ? ['The layouts stand in another order'] : []),
  ];
}

function inLayout(before: Layout, after: Layout, oneOfMany: boolean): string[] {
  const where = oneOfMany ? `${after.name}: ` : '';
  const found = [...canvasDifferences(before, after), ...blockDifferences(before.blocks, after.blocks)];
  return found.map((each) => where + each);
}

function canvasDifferences({ canvas: before }: Layout, { canvas: after }: Layout): string[] {
  const { widthPx, heightPx, ...rest } = before;
  const { widthPx: otherWidthPx, heightPx: otherHeightPx, ...otherRest } = after;
  const sized = widthPx !== otherWidthPx || heightPx !== otherHeightPx;
  return [
    ...(sized ? [`Canvas: ${widthPx} × ${heightPx} px, now ${otherWidthPx} × ${otherHeightPx} px`] : []),
    ...fieldDifferences('Canvas: ', rest, otherRest),
  ];
}

function blockDifferences(before: readonly Block[], after: readonly Block[]): string[] {
  const old = byKey(before, ({ id }) => id);
  const now = byKey(after, ({ id }) => id);
  return [
    ...[...old].flatMap(([key, block]) => {
      const other = now.get(key);
      return other === undefined ? [`${called(block)} is gone`] : inBlock(block, other);
    }),
    ...[...now].flatMap(([key, block]) => (old.has(key) ? [] : [`${called(block)} is new`])),
    ...(inOtherOrder([...old.keys()], [...now.keys()]) ? ['The blocks stand in another order'] : []),
  ];
}

/** Where a block stands is told in its own words, the rest field by field. */
function inBlock(before: Block, after: Block): string[] {
  const { id: _id, box, ...rest } = before;
  const { id: _otherId, box: otherBox, ...otherRest } = after;
  const name = called(after);
  const moved = movement(otherBox.x - box.x, otherBox.y - box.y);
  const sized = box.width !== otherBox.width || box.height !== otherBox.height;
  return [
    ...(moved === '' ? [] : [`${name}: moved ${moved}`]),
    ...(sized ? [`${name}: ${size(box)}, now ${size(otherBox)}`] : []),
    ...fieldDifferences(`${name}: `, rest, otherRest),
  ];
}

function called({ id, name, kind }: Block): string {
  return name === undefined ? `Block “${id}” (${kind})` : `Block “${name}”`;
}

function movement(dx: number, dy: number): string {
  const across = dx === 0 ? [] : [`${px(Math.abs(dx))} ${dx > 0 ? 'right' : 'left'}`];
  const along = dy === 0 ? [] : [`${px(Math.abs(dy))} ${dy > 0 ? 'down' : 'up'}`];
  return [...across, ...along].join(' and ');
}

function size({ width, height }: { width: number; height: number }): string {
  return `${short(width)} × ${px(height)}`;
}

function px(value: number): string {
  return `${short(value)} px`;
}

/** Two places are enough for people; what is smaller shows as the number that it is. */
function short(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? value : rounded);
}

function byKey<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T> {
  const found = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    let nth = 0;
    while (found.has(`${nth} ${key}`)) nth += 1;
    found.set(`${nth} ${key}`, item);
  }
  return found;
}

/** Whether those that both have follow each other differently. */
function inOtherOrder(before: readonly string[], after: readonly string[]): boolean {
  const [old, now] = [new Set(before), new Set(after)];
  const kept = before.filter((key) => now.has(key));
  return after.filter((key) => old.has(key)).some((key, index) => key !== kept[index]);
}
