import { createContext, useContext } from 'react';

/** Opens the window in which a website gives its look to the design. The entry composes it. */
const Context = createContext<(() => void) | null>(null);

export const StyleImporting = Context.Provider;

/** Null where no website can be read, for example without a network. */
export function useStyleImport(): (() => void) | null {
  return useContext(Context);
}
