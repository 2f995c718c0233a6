import { createStore } from 'zustand/vanilla';

/** Where this browser keeps that the tour was seen. */
const KEY = 'project88.builder-tour';

function isSeen(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    // A browser that keeps nothing would offer it for ever.
    return true;
  }
}

/** The step that is shown; -1: it is offered; null: nothing. */
export const tourStore = createStore<{ step: number | null }>(() => ({ step: isSeen() ? null : -1 }));

/** From the first step. */
export function beginTour(): void {
  tourStore.setState({ step: 0 });
}

/** Not offered again in this browser. */
export function endTour(): void {
  tourStore.setState({ step: null });
  try {
    localStorage.setItem(KEY, 'seen');
  } catch {
    // It is offered once more.
  }
}
