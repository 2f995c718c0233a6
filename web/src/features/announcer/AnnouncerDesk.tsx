import { Button, SegmentedControl, TextInput } from '@mantine/core';
import type { OperatorState } from '@project88/core/contract/live.ts';
import { IconSearch } from '@tabler/icons-react';
import { type CSSProperties, useDeferredValue, useEffect, useRef, useState } from 'react';
import { formatCount } from '../../lib/format.ts';
import { useLiveState } from '../../lib/live/ConsoleLiveContext.tsx';
import { ConnectionLost } from '../../ui/ConnectionLost.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import classes from './AnnouncerDesk.module.css';
import { Approaching } from './Approaching.tsx';
import { LiveRows } from './LiveRows.tsx';
import { LookUp } from './LookUp.tsx';
import { PastCrossings } from './PastCrossings.tsx';
import { rememberedSize, rememberSize, TEXT_SIZES, type TextSize } from './textSize.ts';

/** Everything that an announcer needs in one look: who has come, who is coming, and anybody else by a few letters. */
export function AnnouncerDesk({ displaySessionId }: { displaySessionId: string }) {
  const state = useLiveState((live) => live.operator);
  const [size, setSize] = useState<TextSize>(rememberedSize);
  const [search, setSearch] = useState('');
  const searched = useDeferredValue(search.trim());
  if (state === null) {
    return (
      <EmptyState title="Waiting for the live state">It comes as soon as this page is connected.</EmptyState>
    );
  }
  return (
    <div className={classes.desk} style={{ '--text': `${TEXT_SIZES[size]}px` } as CSSProperties}>
      <ConnectionLost>Others may have come since.</ConnectionLost>
      <Tools
        search={search}
        onSearch={setSearch}
        size={size}
        onSize={(next) => {
          setSize(next);
          rememberSize(next);
        }}
      />
      {searched === '' ? (
        <Live state={state} />
      ) : (
        <LookUp displaySessionId={displaySessionId} search={searched} />
      )}
    </div>
  );
}

interface ToolsProps {
  search: string;
  onSearch: (text: string) => void;
  size: TextSize;
  onSize: (size: TextSize) => void;
}

/** `/` goes to the search from anywhere, Escape clears it. */
function Tools({ search, onSearch, size, onSize }: ToolsProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const types = event.target instanceof Element && event.target.closest('input, textarea, select');
      if (event.key !== '/' || types || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return (
    <div className={classes.tools}>
      <TextInput
        ref={field}
        className={classes.search}
        size="md"
        aria-label="Find a runner"
        placeholder="Bib, name or club ( / )"
        leftSection={<IconSearch size={18} />}
        value={search}
        onChange={(event) => onSearch(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onSearch('')}
      />
      <SegmentedControl
        size="md"
        aria-label="Size of the text"
        value={size}
        onChange={(value) => onSize(value as TextSize)}
        data={[
          { value: 'small', label: 'A' },
          { value: 'medium', label: 'A+' },
          { value: 'large', label: 'A++' },
        ]}
      />
    </div>
  );
}

/** How many of those who are shown are still to be called. */
function notCalled({ recent, called }: OperatorState): string {
  const left = recent.filter(({ id }) => !called.includes(id)).length;
  if (recent.length === 0) return '';
  return left === 0 ? 'all are called' : `${formatCount(left)} to call`;
}

function Live({ state }: { state: OperatorState }) {
  const [past, setPast] = useState(false);
  return (
    <div className={classes.columns}>
      <section aria-label="Just in">
        <h2 className={classes.heading}>
          Just in <span className={classes.count}>{notCalled(state)}</span>
        </h2>
        <LiveRows state={state} />
        {past ? (
          <PastCrossings displaySessionId={state.displaySessionId} search="" />
        ) : (
          <Button variant="default" onClick={() => setPast(true)}>
            Show earlier crossings
          </Button>
        )}
      </section>
      <section aria-label="On the way">
        <h2 className={classes.heading}>On the way</h2>
        <Approaching rows={state.approaching} />
      </section>
    </div>
  );
}
