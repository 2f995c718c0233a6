import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { Builder, BuilderState } from './store/builder.ts';

const Context = createContext<Builder | null>(null);

/** Gives everything below the open template. */
export function BuilderProvider({ builder, children }: { builder: Builder; children: ReactNode }) {
  return <Context value={builder}>{children}</Context>;
}

/** The open template, to change it. Only below `BuilderProvider`. */
export function useBuilderApi(): Builder {
  const builder = useContext(Context);
  if (builder === null) throw new Error('the builder needs BuilderProvider above it');
  return builder;
}

/** One part of the open template; renders again only when that part changes. Take stable parts, or `useShallow`. */
export function useBuilder<T>(select: (state: BuilderState) => T): T {
  return useStore(useBuilderApi().store, select);
}
