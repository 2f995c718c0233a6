import { centreOf, type Point, type TurnedBox, turnAbout } from '@project88/core/displays/edit/geometry.ts';
import { placed } from '@project88/core/displays/edit/place.ts';
import { HANDLES, type Handle } from '@project88/core/displays/edit/resize.ts';
import { selectionBounds } from '@project88/core/displays/edit/selection.ts';
import { toScreen } from '@project88/core/displays/edit/viewport.ts';
import { useShallow } from 'zustand/react/shallow';
import { useBuilder } from '../BuilderContext.tsx';
import { type BuilderState, placeOf, selectedBlocks } from '../store/builder.ts';
import classes from './Canvas.module.css';
import { cursorOf } from './cursor.ts';
import { handlesFor } from './drags.ts';

/** Room between the selection and the handle that turns it, and the least side that has a handle in its middle. */
const ROTATE_PX = 28;
const LEAST_SIDE_PX = 36;

/** The handles of the selection. The keyboard and the inspector do the same, so they are for the pointer alone. */
export function Handles() {
  const selected = useBuilder(useShallow(selectedBlocks));
  const bounds = useBuilder(
    useShallow((state) => selectionBounds(state.document, placeOf(state), state.selection)),
  );
  const { viewport, mode, drag, readOnly, editingText } = useBuilder(useShallow(handleState));
  const isFree = selected.some((block) => block.locked !== true);
  if (bounds === null || readOnly || !isFree || editingText !== null || drag?.kind === 'marquee') return null;
  const [only, ...others] = selected;
  const frame: TurnedBox = only && others.length === 0 ? placed(only, mode) : { box: bounds, rotationDeg: 0 };
  const { box, rotationDeg } = frame;
  const at = (lead: Point, awayPx = 0): Point => {
    const point = { x: box.x + ((lead.x + 1) / 2) * box.width, y: box.y + ((lead.y + 1) / 2) * box.height };
    const away = { x: point.x, y: point.y - awayPx / viewport.zoom };
    return toScreen(viewport, turnAbout(away, centreOf(box), rotationDeg));
  };
  const names = handlesFor(box.width * viewport.zoom, box.height * viewport.zoom, LEAST_SIDE_PX);
  return (
    <div className={classes.handles} aria-hidden="true">
      {names.map((name) => (
        <HandleDot key={name} name={name} at={at(HANDLES[name])} cursor={cursorOf(name, rotationDeg)} />
      ))}
      <HandleDot name="rotate" at={at(HANDLES.n, ROTATE_PX)} cursor="grab" />
      {drag !== null && <SizeTag frame={frame} drag={drag} at={toScreen(viewport, lowestPoint(frame))} />}
    </div>
  );
}

function handleState({ viewport, mode, drag, readOnly, editingText }: BuilderState) {
  return { viewport, mode, drag, readOnly, editingText };
}

function HandleDot({ name, at, cursor }: { name: Handle | 'rotate'; at: Point; cursor: string }) {
  return (
    <div
      className={classes.handle}
      data-handle={name}
      style={{ transform: `translate(${at.x}px, ${at.y}px)`, cursor }}
    />
  );
}

function lowestPoint({ box, rotationDeg }: TurnedBox): Point {
  const centre = centreOf(box);
  const radians = (rotationDeg * Math.PI) / 180;
  const half = (Math.abs(Math.sin(radians)) * box.width + Math.abs(Math.cos(radians)) * box.height) / 2;
  return { x: centre.x, y: centre.y + half };
}

/** What a drag does, in numbers: position, size or direction. */
function SizeTag({
  frame,
  drag,
  at,
}: {
  frame: TurnedBox;
  drag: NonNullable<BuilderState['drag']>;
  at: Point;
}) {
  const { x, y, width, height } = frame.box;
  const words = {
    move: `${shown(x)}, ${shown(y)}`,
    resize: `${shown(width)} × ${shown(height)}`,
    rotate: `${shown(frame.rotationDeg)}°`,
    marquee: '',
    pan: '',
  }[drag.kind];
  if (words === '') return null;
  return (
    <div className={classes.size} style={{ left: at.x, top: at.y }}>
      {words}
    </div>
  );
}

function shown(value: number): string {
  return String(Math.round(value * 100) / 100);
}
