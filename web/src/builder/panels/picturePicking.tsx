import { createContext, useContext } from 'react';

/** Opens the library of pictures; `onPick` gets the one that was chosen. The entry composes it. */
export type PickPicture = (onPick: (asset: { id: string; name: string }) => void) => void;

const Context = createContext<PickPicture | null>(null);

export const PicturePicking = Context.Provider;

/** Null where there is no library, for example without a network. */
export function usePickPicture(): PickPicture | null {
  return useContext(Context);
}
