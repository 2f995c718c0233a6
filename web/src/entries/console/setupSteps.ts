/** The steps of the guided flow after the first one, which creates the display session. */
export const SETUP_STEPS = ['roster', 'stream', 'template', 'link'] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

/** A step from the address, or the first one when the address names none. */
export function asSetupStep(value: unknown): SetupStep {
  return SETUP_STEPS.find((step) => step === value) ?? 'roster';
}

/** The step after this one, or null after the last. */
export function stepAfter(step: SetupStep): SetupStep | null {
  return SETUP_STEPS[SETUP_STEPS.indexOf(step) + 1] ?? null;
}

/** The step before this one, or null before the first. */
export function stepBefore(step: SetupStep): SetupStep | null {
  return SETUP_STEPS[SETUP_STEPS.indexOf(step) - 1] ?? null;
}
