import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { BLOCK_MODES, type BlockMode } from '@project88/core/displays/document/blocks.ts';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronLeft,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import type { Saving } from '../store/saving.ts';
import classes from './BuilderFrame.module.css';
import { MODE_WORDS } from './modeWords.ts';
import { SaveStatus } from './SaveStatus.tsx';

interface TopBarProps {
  saving: Saving;
  /** What the canvas shows, who else is here, publishing: the entry composes them. */
  children?: ReactNode;
}

/** The builder's bar: the template, undo, the mode on the canvas, zoom and where the work is. */
export function TopBar({ saving, children }: TopBarProps) {
  const builder = useBuilderApi();
  const name = useBuilder((state) => state.document.name);
  const mode = useBuilder((state) => state.mode);
  return (
    <section className={classes.bar} aria-label="Template">
      <ActionIcon
        component="a"
        href="/templates"
        variant="subtle"
        color="gray"
        size="lg"
        aria-label="All templates"
      >
        <IconChevronLeft size={18} />
      </ActionIcon>
      <h1 className={classes.name}>{name}</h1>
      <SaveStatus saving={saving} />
      <UndoRedo />
      <div className={classes.modes}>
        <SegmentedControl
          size="xs"
          aria-label="What the screen is doing"
          value={mode}
          onChange={(value) => builder.show({ mode: value as BlockMode })}
          data={BLOCK_MODES.map((value) => ({ value, label: MODE_WORDS[value] }))}
        />
      </div>
      <span className={classes.spread} />
      {children}
      <Zoom />
    </section>
  );
}

function UndoRedo() {
  const builder = useBuilderApi();
  const undo = useBuilder(({ history }) => history.steps[history.at - 1]?.label);
  const redo = useBuilder(({ history }) => history.steps[history.at]?.label);
  return (
    <span className={classes.tools}>
      <ToolButton
        label={undo ? `Undo: ${undo}` : 'Undo'}
        disabled={undo === undefined}
        onClick={() => builder.undo()}
      >
        <IconArrowBackUp size={18} />
      </ToolButton>
      <ToolButton
        label={redo ? `Redo: ${redo}` : 'Redo'}
        disabled={redo === undefined}
        onClick={() => builder.redo()}
      >
        <IconArrowForwardUp size={18} />
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
        <IconZoomOut size={18} />
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
        <IconZoomIn size={18} />
      </ToolButton>
    </span>
  );
}

interface ToolButtonProps {
  label: string;
  onClick: () => void;
  disabled?: boolean;
  children: ReactNode;
}

function ToolButton({ label, onClick, disabled = false, children }: ToolButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        onClick={onClick}
        disabled={disabled}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
