import { Checkbox, TextInput } from '@mantine/core';
import type { PartnerReply } from '@project88/core/contract/partners.ts';
import { useState } from 'react';
import { plural } from '../../lib/format.ts';
import { wholeNumber } from '../../lib/textFields.ts';
import { Notice } from '../../ui/Notice.tsx';
import { SettingsForm } from './SettingsForm.tsx';

interface LoginPanelProps {
  partner: PartnerReply;
  /** Names of people who have no second factor yet. */
  withoutSecondFactor: readonly string[];
  /** False while there are people who were not looked at. */
  allCounted: boolean;
  onSaved: () => void;
}

/** What the contract allows: minutes without use, and hours in any case. */
const IDLE_MINUTES = [5, 720] as const;
const ABSOLUTE_HOURS = [1, 168] as const;
/** Names in the warning; the rest is counted. */
const NAMES_SHOWN = 5;

/** When logins end, and what they need. */
export function LoginPanel({ partner, withoutSecondFactor, allCounted, onSaved }: LoginPanelProps) {
  const [idle, setIdle] = useState(String(partner.loginIdleMinutes));
  const [absolute, setAbsolute] = useState(String(partner.loginAbsoluteHours));
  const [required, setRequired] = useState(partner.requireSecondFactor);
  const idleMinutes = wholeNumber(idle, ...IDLE_MINUTES);
  const absoluteHours = wholeNumber(absolute, ...ABSOLUTE_HOURS);
  const change = idleMinutes !== null &&
    absoluteHours !== null && {
      loginIdleMinutes: idleMinutes,
      loginAbsoluteHours: absoluteHours,
      requireSecondFactor: required,
    };
  return (
    <SettingsForm
      title="Sign-in"
      change={change || null}
      dirty={
        idleMinutes !== partner.loginIdleMinutes ||
        absoluteHours !== partner.loginAbsoluteHours ||
        required !== partner.requireSecondFactor
      }
      onSaved={onSaved}
    >
      {({ disabled, errors }) => (
        <>
          <TextInput
            label="Signed out after so many minutes without use"
            inputMode="numeric"
            value={idle}
            onChange={(event) => setIdle(event.currentTarget.value)}
            error={idleMinutes === null ? rangeWords(IDLE_MINUTES) : errors.loginIdleMinutes}
            disabled={disabled}
          />
          <TextInput
            label="Signed out after so many hours in any case"
            inputMode="numeric"
            value={absolute}
            onChange={(event) => setAbsolute(event.currentTarget.value)}
            error={absoluteHours === null ? rangeWords(ABSOLUTE_HOURS) : errors.loginAbsoluteHours}
            disabled={disabled}
          />
          <Checkbox
            label="Everybody needs a second factor"
            description="Whoever has none sets one up at the next sign-in, before anything else"
            checked={required}
            onChange={(event) => setRequired(event.currentTarget.checked)}
            disabled={disabled}
          />
          {required && withoutSecondFactor.length > 0 && (
            <Notice tone="warn">
              {allCounted ? '' : 'At least '}
              {plural(withoutSecondFactor.length, 'person has', 'people have')} none yet:{' '}
              {namesOf(withoutSecondFactor)}.
            </Notice>
          )}
        </>
      )}
    </SettingsForm>
  );
}

function rangeWords([from, to]: readonly [number, number]): string {
  return `A whole number from ${from} to ${to}`;
}

function namesOf(names: readonly string[]): string {
  const more = names.length - NAMES_SHOWN;
  const shown = names.slice(0, NAMES_SHOWN).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}
