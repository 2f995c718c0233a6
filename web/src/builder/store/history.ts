import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { BUILDER_LIMITS } from '../limits.ts';
import { difference, type Patch, patched } from './patches.ts';

/** One thing that somebody did, forwards and back. */
export interface Step {
  label: string;
  patches: Patch[];
  inverse: Patch[];
  atMs: number;
  /** Steps with the same mark that follow each other quickly become one. */
  merge?: string;
}

/** What was done, and how much of it is in effect: `steps[at]` is the next to be done again. */
export interface History {
  steps: readonly Step[];
  at: number;
}

export const NO_HISTORY: History = { steps: [], at: 0 };

export interface Done {
  document: TemplateDocument;
  history: History;
}

/** A change becomes a step. What had been undone before it can no longer be done again. */
export function withStep(
  { document, history }: Done,
  next: TemplateDocument,
  step: Pick<Step, 'label' | 'atMs' | 'merge'>,
): Done {
  const before = history.steps[history.at - 1];
  const joins =
    step.merge !== undefined &&
    before?.merge === step.merge &&
    step.atMs - before.atMs <= BUILDER_LIMITS.mergeMs;
  const from = joins ? patched(document, before.inverse) : document;
  const done: Step = { ...step, patches: difference(from, next), inverse: difference(next, from) };
  const kept = history.steps.slice(0, joins ? history.at - 1 : history.at);
  const steps = [...kept, done].slice(-BUILDER_LIMITS.steps);
  return { document: next, history: { steps, at: steps.length } };
}

/** One step back; null when there is none. */
export function undone({ document, history }: Done): Done | null {
  const step = history.steps[history.at - 1];
  if (step === undefined) return null;
  return { document: patched(document, step.inverse), history: { ...history, at: history.at - 1 } };
}

/** One step forward again; null when there is none. */
export function redone({ document, history }: Done): Done | null {
  const step = history.steps[history.at];
  if (step === undefined) return null;
  return { document: patched(document, step.patches), history: { ...history, at: history.at + 1 } };
}
