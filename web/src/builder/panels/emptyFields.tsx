import type { TextField } from '@project88/core/displays/document/fields.ts';
import { FIELD_WORDS } from '@project88/core/displays/edit/fieldWords.ts';
import { createContext, useContext } from 'react';

const NONE: ReadonlySet<TextField> = new Set();
const Context = createContext<ReadonlySet<TextField>>(NONE);

/** Gives the panels the fields that nobody of the chosen display session has. */
export const EmptyFields = Context.Provider;

/** Fields that nobody has; empty while it is not known. */
export function useEmptyFields(): ReadonlySet<TextField> {
  return useContext(Context);
}

export function emptyWords(field: TextField): string {
  return `${FIELD_WORDS[field]}: nobody of this display session has it`;
}
