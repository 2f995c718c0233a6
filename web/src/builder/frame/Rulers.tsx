import { selectionBounds } from '@project88/core/displays/edit/selection.ts';
import { useShallow } from 'zustand/react/shallow';
import { useBuilder } from '../BuilderContext.tsx';
import { placeOf } from '../store/builder.ts';
import classes from './Rulers.module.css';

/** Least distance of two numbers on a ruler. Screen pixels. */
const LABEL_PX = 70;
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000];

/** Design pixels along the edges of the canvas, and the extent of the selection on them. */
export function Rulers() {
  const showsGuides = useBuilder((state) => state.showsGuides);
  if (!showsGuides) return null;
  return (
    <>
      <div className={classes.corner} aria-hidden="true">
        px
      </div>
      <Ruler axis="x" />
      <Ruler axis="y" />
    </>
  );
}

function Ruler({ axis }: { axis: 'x' | 'y' }) {
  const zoom = useBuilder((state) => state.viewport.zoom);
  const offset = useBuilder(({ viewport }) => (axis === 'x' ? viewport.left : viewport.top));
  const length = useBuilder(({ area }) => (axis === 'x' ? area.width : area.height));
  const step = STEPS.find((each) => each * zoom >= LABEL_PX) ?? 10_000;
  const first = Math.ceil(-offset / zoom / step) - 1;
  const count = Math.max(0, Math.ceil(length / zoom / step) + 2);
  return (
    <svg className={classes[axis]} aria-hidden="true">
      <Extent axis={axis} zoom={zoom} offset={offset} />
      {Array.from({ length: count }, (_, index) => (first + index) * step).map((value) => (
        <Tick key={value} axis={axis} value={value} at={offset + value * zoom} step={step * zoom} />
      ))}
    </svg>
  );
}

/** Parts between two numbers. */
const PARTS = 5;

function Tick({ axis, value, at, step }: { axis: 'x' | 'y'; value: number; at: number; step: number }) {
  const place = axis === 'x' ? `translate(${at} 0)` : `translate(0 ${at}) rotate(-90) scale(-1 1)`;
  return (
    <g transform={place}>
      <line className={classes.tick} x1={0.5} x2={0.5} y1={axis === 'x' ? 6 : 6} y2={20} />
      {Array.from({ length: PARTS - 1 }, (_, index) => ((index + 1) * step) / PARTS).map((x) => (
        <line key={x} className={classes.tick} x1={x} x2={x} y1={15} y2={20} />
      ))}
      <text
        className={classes.number}
        x={axis === 'x' ? 4 : -4}
        y={10}
        transform={axis === 'x' ? '' : 'scale(-1 1)'}
        textAnchor={axis === 'x' ? 'start' : 'end'}
      >
        {value}
      </text>
    </g>
  );
}

function Extent({ axis, zoom, offset }: { axis: 'x' | 'y'; zoom: number; offset: number }) {
  const [from, length] = useBuilder(
    useShallow((state) => {
      const bounds = selectionBounds(state.document, placeOf(state), state.selection);
      if (bounds === null) return [0, 0];
      return axis === 'x' ? [bounds.x, bounds.width] : [bounds.y, bounds.height];
    }),
  );
  if (length === 0) return null;
  const [at, extent] = [offset + from * zoom, length * zoom];
  return axis === 'x' ? (
    <rect className={classes.extent} x={at} y={0} width={extent} height={20} />
  ) : (
    <rect className={classes.extent} x={0} y={at} width={20} height={extent} />
  );
}
