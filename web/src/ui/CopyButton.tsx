import { ActionIcon, Button, type ButtonProps, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { copyText } from './copyText.ts';

/** How long the button says that it has copied. */
const SAID_MS = 1_600;

type CopyState = 'idle' | 'copied' | 'failed';

function useCopy(value: string): { state: CopyState; copy: () => void } {
  const [state, setState] = useState<CopyState>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), SAID_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () => {
    copyText(value).then((copied) => setState(copied ? 'copied' : 'failed'));
  };
  return { state, copy };
}

const SAID: Record<CopyState, string> = { idle: '', copied: 'Copied', failed: 'Select the text and copy it' };

/** Copies with one click; says so to eyes and ears. */
export function CopyButton({ value, label, ...props }: { value: string; label: string } & ButtonProps) {
  const { state, copy } = useCopy(value);
  const icon = state === 'copied' ? <IconCheck size={16} /> : <IconCopy size={16} />;
  return (
    <Button leftSection={icon} onClick={copy} {...props}>
      <span aria-live="polite">{state === 'idle' ? label : SAID[state]}</span>
    </Button>
  );
}

/** The same as a small icon beside a value. */
export function CopyIcon({ value, label }: { value: string; label: string }) {
  const { state, copy } = useCopy(value);
  return (
    <Tooltip label={state === 'idle' ? label : SAID[state]}>
      <ActionIcon variant="subtle" color="gray" size={28} onClick={copy} aria-label={label}>
        {state === 'copied' ? <IconCheck size={16} /> : <IconCopy size={16} />}
        <VisuallyHidden aria-live="polite">{SAID[state]}</VisuallyHidden>
      </ActionIcon>
    </Tooltip>
  );
}
