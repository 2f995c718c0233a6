import type { TextField } from '@project88/core/displays/document/fields.ts';
import { FIELD_WORDS } from '@project88/core/displays/edit/fieldWords.ts';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useBuilderApi } from '../BuilderContext.tsx';
import type { Shown } from '../shown/shown.ts';
import { emptyFieldsOf } from './knownFields.ts';

const NONE: ReadonlySet<TextField> = new Set();
const Context = createContext<ReadonlySet<TextField>>(NONE);
/** Runners come by the second; what none of them has changes seldom. Milliseconds. */
const LOOK_EVERY_MS = 5_000;

/** Tells the panels which fields nobody of the live display session has. Invented runners say nothing about a start list. */
export function EmptyFields({ shown, children }: { shown: Shown; children: ReactNode }) {
  const builder = useBuilderApi();
  const [empty, setEmpty] = useState(NONE);
  useEffect(() => {
    if (shown.isLive !== true) return setEmpty(NONE);
    const look = (): void => {
      const { document, mode } = builder.store.getState();
      const next = emptyFieldsOf(shown.screen(document, mode).recent);
      setEmpty((before) => ([...before].join() === [...next].join() ? before : next));
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [builder, shown]);
  return <Context value={empty}>{children}</Context>;
}

/** Fields that nobody has; empty while it is not known. */
export function useEmptyFields(): ReadonlySet<TextField> {
  return useContext(Context);
}

export function emptyWords(field: TextField): string {
  return `${FIELD_WORDS[field]}: nobody of this display session has it`;
}
