import { Button } from '@mantine/core';
import { layoutOf } from '@project88/core/displays/edit/place.ts';
import {
  IconMagnet,
  IconMagnetOff,
  IconMinus,
  IconPlus,
  IconRuler2,
  IconRuler2Off,
} from '@tabler/icons-react';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import classes from './BuilderFrame.module.css';
import { SIDE_WORDS, type Side, type Sides } from './SidePanel.tsx';
import { ToolButton } from './ToolButton.tsx';

/** Under the canvas: the layouts, and how the canvas is looked at. On a phone the sides are opened from here. */
export function ViewBar({ sides }: { sides: Sides }) {
  return (
    <div className={classes.viewBar}>
      <SideButton side="left" sides={sides}>
        Add
      </SideButton>
      <Layouts />
      <span className={classes.spread} />
      <Guides />
      <Zoom />
      <SideButton side="right" sides={sides}>
        Edit
      </SideButton>
    </div>
  );
}

function SideButton({ side, sides, children }: { side: Side; sides: Sides; children: string }) {
  return (
    <Button
      size="xs"
      variant="default"
      className={classes.phone ?? ''}
      aria-label={`${children}: ${SIDE_WORDS[side].toLowerCase()}`}
      aria-pressed={sides.isOpen(side)}
      onClick={() => sides.toggle(side)}
    >
      {children}
    </Button>
  );
}

/** The layouts of the template, one for each shape of screen. */
function Layouts() {
  const builder = useBuilderApi();
  const layouts = useBuilder((state) => state.document.layouts);
  const layout = useBuilder((state) => layoutOf(state.document, state));
  return (
    <fieldset className={classes.layouts}>
      <legend className={classes.away}>Layout</legend>
      {layouts.map(({ name, canvas }) => (
        <button
          key={name}
          type="button"
          className={classes.layout}
          aria-pressed={name === layout?.name}
          onClick={() => {
            builder.show({ layout: name });
            builder.fit('canvas');
          }}
        >
          <span className={classes.layoutName}>{name}</span>
          <span className={classes.layoutSize}>
            {canvas.widthPx} × {canvas.heightPx}
          </span>
        </button>
      ))}
    </fieldset>
  );
}

function Guides() {
  const builder = useBuilderApi();
  const showsGuides = useBuilder((state) => state.showsGuides);
  const snaps = useBuilder((state) => state.snaps);
  return (
    <span className={`${classes.tools} ${classes.roomy}`}>
      <ToolButton
        label="Rulers and safe area"
        pressed={showsGuides}
        onClick={() => builder.show({ showsGuides: !showsGuides })}
      >
        {showsGuides ? <IconRuler2 size={18} /> : <IconRuler2Off size={18} />}
      </ToolButton>
      <ToolButton label="Snap" pressed={snaps} onClick={() => builder.show({ snaps: !snaps })}>
        {snaps ? <IconMagnet size={18} /> : <IconMagnetOff size={18} />}
      </ToolButton>
    </span>
  );
}

function Zoom() {
  const builder = useBuilderApi();
  const zoom = useBuilder((state) => state.viewport.zoom);
  return (
    <span className={classes.tools}>
      <ToolButton label="Farther" onClick={() => builder.zoomTo(zoom * 0.8)}>
        <IconMinus size={16} />
      </ToolButton>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        className={classes.zoom ?? ''}
        aria-label={`Zoom ${Math.round(zoom * 100)} %: fit into the window`}
        onClick={() => builder.fit('canvas')}
      >
        {Math.round(zoom * 100)} %
      </Button>
      <ToolButton label="Closer" onClick={() => builder.zoomTo(zoom * 1.25)}>
        <IconPlus size={16} />
      </ToolButton>
    </span>
  );
}
