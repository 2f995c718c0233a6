import { ActionIcon } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconChevronLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import type { Saving } from '../store/saving.ts';
import classes from './BuilderFrame.module.css';
import { HelpButton } from './HelpButton.tsx';
import { SaveStatus } from './SaveStatus.tsx';
import { ToolButton } from './ToolButton.tsx';

interface TopBarProps {
  saving: Saving;
  /** What the canvas shows, who else is here, publishing: the entry composes them. */
  children?: ReactNode;
}

/** The builder's bar: the template, where the work is, undo, and what the entry adds. */
export function TopBar({ saving, children }: TopBarProps) {
  const name = useBuilder((state) => state.document.name);
  const readOnly = useBuilder((state) => state.readOnly);
  return (
    <section className={classes.bar} aria-label="Template">
      <ActionIcon
        component="a"
        href="/templates"
        variant="subtle"
        color="gray"
        size={32}
        className={classes.toolButton ?? ''}
        aria-label="All templates"
      >
        <IconChevronLeft size={18} />
      </ActionIcon>
      <h1 className={classes.name} title={name}>
        {name}
      </h1>
      {readOnly ? <span className={classes.tag}>Only to look at</span> : <SaveStatus saving={saving} />}
      {!readOnly && <UndoRedo />}
      <HelpButton />
      <div className={classes.barTools}>{children}</div>
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
