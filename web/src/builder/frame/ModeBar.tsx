import { BLOCK_MODES } from '@project88/core/displays/document/blocks.ts';
import {
  IconLayoutSidebar,
  IconLayoutSidebarInactive,
  IconLayoutSidebarRight,
  IconLayoutSidebarRightInactive,
} from '@tabler/icons-react';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import classes from './BuilderFrame.module.css';
import { ModePicture } from './ModePicture.tsx';
import { MODE_WORDS } from './modeWords.ts';
import { SIDE_WORDS, type Side, type Sides } from './SidePanel.tsx';
import { ToolButton } from './ToolButton.tsx';

const ICONS = {
  left: { on: IconLayoutSidebar, off: IconLayoutSidebarInactive },
  right: { on: IconLayoutSidebarRight, off: IconLayoutSidebarRightInactive },
} as const;

/** Over the canvas: what the screen is doing, and the sides of the canvas. */
export function ModeBar({ sides }: { sides: Sides }) {
  const builder = useBuilderApi();
  const mode = useBuilder((state) => state.mode);
  return (
    <div className={classes.modeBar}>
      <SideButton side="left" sides={sides} />
      <fieldset className={classes.modes} data-tour="modes">
        <legend className={classes.away}>What the screen is doing</legend>
        {BLOCK_MODES.map((each) => (
          <label key={each} className={classes.mode}>
            <input
              type="radio"
              name="screen-mode"
              value={each}
              checked={mode === each}
              onChange={() => builder.show({ mode: each })}
            />
            <ModePicture mode={each} />
            {MODE_WORDS[each]}
          </label>
        ))}
      </fieldset>
      <SideButton side="right" sides={sides} />
    </div>
  );
}

function SideButton({ side, sides }: { side: Side; sides: Sides }) {
  const isOpen = sides.isOpen(side);
  const Icon = isOpen ? ICONS[side].on : ICONS[side].off;
  return (
    <span className={classes.roomy}>
      <ToolButton label={SIDE_WORDS[side]} pressed={isOpen} onClick={() => sides.toggle(side)}>
        <Icon size={18} />
      </ToolButton>
    </span>
  );
}
