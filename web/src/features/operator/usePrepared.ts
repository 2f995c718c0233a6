import type { OperatorState } from '@project88/core/contract/live.ts';
import type { TakeBody } from '@project88/core/contract/program.ts';
import type { Program } from '@project88/core/displays/screen/screen.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import { useState } from 'react';
import { BUILT_INS } from '../../lib/templates.ts';

/** What an operator has ready to go on air. Null: as it is on air now. */
export interface Prepared {
  templateId: string | null;
  message: string;
}

const NOTHING: Prepared = { templateId: null, message: '' };

/** What is prepared, with the ways to change it. It is this operator's own until it is taken. */
export function usePrepared(state: OperatorState) {
  const [prepared, setPrepared] = useState<Prepared>(NOTHING);
  const template =
    prepared.templateId === null || prepared.templateId === state.template.id
      ? { id: state.template.id, version: state.template.version }
      : { id: prepared.templateId, version: null };
  const message = prepared.message.trim();
  return {
    prepared,
    template,
    isReady: message !== '' || template.id !== state.template.id,
    program: programWith(state.program, message, state.nowMs as InstantMs),
    takeBody: (): TakeBody => ({
      programRev: state.programRev,
      ...(template.id !== state.template.id && { template: { id: template.id, version: null } }),
      ...(message !== '' && { message }),
    }),
    chooseTemplate: (templateId: string) => setPrepared((before) => ({ ...before, templateId })),
    write: (text: string) => setPrepared((before) => ({ ...before, message: text })),
    choosePreset: (number: number) => {
      const preset = BUILT_INS[number - 1];
      if (preset !== undefined) setPrepared((before) => ({ ...before, templateId: preset.id }));
    },
    forget: () => setPrepared(NOTHING),
  };
}

/** A preview is never black: one wants to see what one is about to take. */
function programWith(now: Program, message: string, nowMs: InstantMs): Program {
  const own = message === '' ? now.message : { text: message, sinceMs: nowMs };
  return { ...now, blackout: false, message: own };
}
