import { Button, Kbd, Modal } from '@mantine/core';
import { IconHelp } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { BUILDER_KEYS, type BuilderKey } from '../keys.ts';
import classes from './Help.module.css';
import { ToolButton } from './ToolButton.tsx';
import { beginTour } from './tourStore.ts';

const GROUPS = ['Blocks', 'Canvas', 'History', 'Help'] as const;
const TYPES_TEXT = 'input, textarea, select, [contenteditable="true"], [role="dialog"]';

/** The sheet of shortcuts, and the way back to the tour. Opens with the question mark as well. */
export function HelpButton() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const down = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : null;
      const isFree =
        target?.closest(TYPES_TEXT) == null && document.querySelector('[role="dialog"]') === null;
      if (event.key === '?' && isFree) setOpen(true);
    };
    document.addEventListener('keydown', down);
    return () => document.removeEventListener('keydown', down);
  }, []);
  const tour = (): void => {
    setOpen(false);
    beginTour();
  };
  return (
    <>
      <ToolButton label="Help and shortcuts (?)" onClick={() => setOpen(true)}>
        <IconHelp size={18} />
      </ToolButton>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title="Shortcuts" size={720}>
        <div className={classes.sheet}>
          {GROUPS.map((group) => (
            <div key={group} className={classes.group}>
              <h3 className={classes.title}>{group}</h3>
              <dl>
                {(group === 'Help' ? HELP_KEYS : BUILDER_KEYS.filter((key) => key.group === group)).map(
                  (key) => (
                    <div key={key.words} className={classes.line}>
                      <dt>{key.words}</dt>
                      <dd>
                        <Caps label={key.label} />
                      </dd>
                    </div>
                  ),
                )}
              </dl>
            </div>
          ))}
        </div>
        <div className={classes.foot}>
          <p>New here, or back after a season?</p>
          <Button variant="default" size="xs" onClick={tour}>
            Take the one-minute tour
          </Button>
        </div>
      </Modal>
    </>
  );
}

/** What other listeners do; it stands in the same sheet. */
const HELP_KEYS: readonly Pick<BuilderKey, 'words' | 'label'>[] = [
  { words: 'This sheet', label: '?' },
  { words: 'Move the canvas', label: 'Space drag' },
  { words: 'Zoom', label: 'Wheel' },
  { words: 'Copy while dragging', label: 'Alt drag' },
  { words: 'Do not snap', label: 'Ctrl drag' },
];

const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

function Caps({ label }: { label: string }) {
  const words: Record<string, string> = { mod: isMac() ? '⌘' : 'Ctrl', shift: isMac() ? '⇧' : 'Shift' };
  return label.split(' ').map((cap) => <Kbd key={cap}>{words[cap] ?? cap}</Kbd>);
}
