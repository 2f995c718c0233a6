import type { PresentPerson } from '@project88/core/contract/live.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useConsoleLive, useLiveState } from '../../lib/live/ConsoleLiveContext.tsx';
import type { TemplatePlace } from '../../lib/live/consoleLive.ts';
import { BUILDER_LIMITS } from '../limits.ts';
import type { OpenTemplate } from '../store/openTemplate.ts';
import { type EditLock, editLockOf, othersOf } from './editLock.ts';

export interface Presence {
  lock: EditLock;
  others: PresentPerson[];
  /** Had it before, and somebody else took it. */
  wasTaken: boolean;
  /** Change it from here on: at once when the server can be asked, and alone when not. */
  takeOver(): void;
}

/**
 * Be at the open template and keep to who may change it: whoever may not sees what the other one saves. `me` is null for
 * those who are not known (without a network).
 */
export function useEditLock(
  { builder, saving }: Pick<OpenTemplate, 'builder' | 'saving'>,
  me: string | null,
  mayEdit: boolean,
): Presence {
  const live = useConsoleLive();
  const word = useLiveState((state) => state.atTemplate);
  const link = useLiveState((state) => state.link);
  const [isAlone, setAlone] = useState(false);
  const place = useRef<TemplatePlace | null>(null);
  const { templateId } = builder.store.getState();
  useEffect(() => {
    const here = live.openTemplate(templateId, mayEdit);
    place.current = here;
    const endings = [sayWhileUsed(() => here.say()), () => here.leave()];
    return () => {
      for (const end of endings) end();
    };
  }, [live, templateId, mayEdit]);

  const lock = editLockOf(word, me, link);
  const isOurs = lock.kind === 'ours' || (lock.kind === 'unknown' && isAlone);
  const wasOurs = useRef(false);
  const [wasTaken, setTaken] = useState(false);
  useEffect(() => {
    if (!mayEdit) return;
    if (isOurs) builder.show({ readOnly: false });
    else giveAway({ builder, saving });
    if (isOurs) setTaken(false);
    else if (wasOurs.current) setTaken(true);
    wasOurs.current = lock.kind === 'ours' && word !== null;
  }, [builder, saving, mayEdit, isOurs, lock.kind, word]);
  useEffect(() => {
    if (link === 'open') setAlone(false);
  }, [link]);
  useEffect(() => {
    if (word !== null) void saving.follow(word.draftRev);
  }, [saving, word]);

  const takeOver = useCallback(() => {
    if (live.store.getState().link === 'open') place.current?.say(true);
    else setAlone(true);
  }, [live]);
  return { lock: isOurs ? { kind: 'ours' } : lock, others: othersOf(word, me), wasTaken, takeOver };
}

/** Somebody else changes it from now on: what is half typed is a change, what is half dragged is none, and all is sent. */
function giveAway({ builder, saving }: Pick<OpenTemplate, 'builder' | 'saving'>): void {
  if (builder.store.getState().readOnly) return;
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  builder.cancel();
  builder.show({ readOnly: true, editingText: null });
  void saving.saveNow();
}

/** Call `say` now and then while somebody presses keys or the pointer here. Returns the function that ends it. */
function sayWhileUsed(say: () => void): () => void {
  let saidAtMs = Date.now();
  const used = (): void => {
    const nowMs = Date.now();
    if (nowMs - saidAtMs < BUILDER_LIMITS.sayEveryMs) return;
    saidAtMs = nowMs;
    say();
  };
  const inputs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
  for (const input of inputs) window.addEventListener(input, used, { passive: true, capture: true });
  return () => {
    for (const input of inputs) window.removeEventListener(input, used, { capture: true });
  };
}
