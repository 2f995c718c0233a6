import { cornersOf, type Point, type TurnedBox } from '@project88/core/displays/edit/geometry.ts';
import { layoutOf, placed } from '@project88/core/displays/edit/place.ts';
import { selectionBounds } from '@project88/core/displays/edit/selection.ts';
import type { Guide } from '@project88/core/displays/edit/snap.ts';
import { toScreen, type Viewport } from '@project88/core/displays/edit/viewport.ts';
import { useShallow } from 'zustand/react/shallow';
import { useBuilder } from '../BuilderContext.tsx';
import { placeOf, selectedBlocks } from '../store/builder.ts';
import classes from './Canvas.module.css';

/** The canvas' edge, the safe area, guides, the frame over the canvas, and the outlines of what is selected. */
export function Overlay() {
  const viewport = useBuilder((state) => state.viewport);
  const canvas = useBuilder((state) => layoutOf(state.document, state)?.canvas);
  const drag = useBuilder((state) => state.drag);
  const showsGuides = useBuilder((state) => state.showsGuides);
  if (canvas === undefined) return null;
  const { widthPx, heightPx, safeAreaPct } = canvas;
  const inset = (Math.min(widthPx, heightPx) * safeAreaPct) / 100;
  const sheet = { x: 0, y: 0, width: widthPx, height: heightPx };
  const safe = { x: inset, y: inset, width: widthPx - 2 * inset, height: heightPx - 2 * inset };
  return (
    <svg className={classes.overlay} aria-hidden="true">
      <Outline of={{ box: sheet, rotationDeg: 0 }} viewport={viewport} className={classes.sheetEdge} />
      {showsGuides && inset > 0 && (
        <Outline of={{ box: safe, rotationDeg: 0 }} viewport={viewport} className={classes.safe} />
      )}
      <SelectionOutlines viewport={viewport} />
      {drag?.guides.map((guide) => (
        <GuideLine key={`${guide.axis} ${guide.at} ${guide.from}`} guide={guide} viewport={viewport} />
      ))}
      {drag?.marquee && (
        <Outline of={{ box: drag.marquee, rotationDeg: 0 }} viewport={viewport} className={classes.marquee} />
      )}
    </svg>
  );
}

function SelectionOutlines({ viewport }: { viewport: Viewport }) {
  const blocks = useBuilder(useShallow(selectedBlocks));
  const mode = useBuilder((state) => state.mode);
  const bounds = useBuilder(
    useShallow((state) => selectionBounds(state.document, placeOf(state), state.selection)),
  );
  const isOne = blocks.length === 1;
  return (
    <>
      {blocks.map((block) => (
        <Outline
          key={block.id}
          of={placed(block, mode)}
          viewport={viewport}
          className={`${isOne ? classes.frame : classes.member} ${block.locked ? classes.locked : ''}`}
        />
      ))}
      {!isOne && bounds && (
        <Outline of={{ box: bounds, rotationDeg: 0 }} viewport={viewport} className={classes.frame} />
      )}
    </>
  );
}

interface OutlineProps {
  of: TurnedBox;
  viewport: Viewport;
  className: string | undefined;
}

function Outline({ of, viewport, className }: OutlineProps) {
  const corners = cornersOf(of).map((corner) => toScreen(viewport, corner));
  return <polygon className={className} points={corners.map(({ x, y }) => `${x},${y}`).join(' ')} />;
}

function GuideLine({ guide, viewport }: { guide: Guide; viewport: Viewport }) {
  const at = (along: number): Point =>
    toScreen(viewport, guide.axis === 'x' ? { x: guide.at, y: along } : { x: along, y: guide.at });
  const [from, to] = [at(guide.from), at(guide.to)];
  return (
    <>
      <line className={classes.guide} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
      {guide.kind === 'spacing' &&
        [from, to].map((end) => <GuideEnd key={`${end.x} ${end.y}`} at={end} axis={guide.axis} />)}
    </>
  );
}

/** A short stroke across the end of an equal gap. Screen pixels. */
const END_PX = 5;

function GuideEnd({ at, axis }: { at: Point; axis: Guide['axis'] }) {
  const across = axis === 'x' ? { x: END_PX, y: 0 } : { x: 0, y: END_PX };
  return (
    <line
      className={classes.guide}
      x1={at.x - across.x}
      y1={at.y - across.y}
      x2={at.x + across.x}
      y2={at.y + across.y}
    />
  );
}
