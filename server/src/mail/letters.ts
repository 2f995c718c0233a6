import { MAIL_LIMITS } from './limits.ts';
import type { Letter } from './mailer.ts';

/** What every letter with a link says. */
export interface LinkFacts {
  to: string;
  /** The person's name; may be empty. */
  name: string;
  partner: string;
  url: string;
}

/** Somebody is invited. `inviter` is empty when the server itself or an administrator did it. */
export function invitationLetter(facts: LinkFacts & { inviter: string; days: number }): Letter {
  const { to, name, partner, inviter, url, days } = facts;
  const who = inviter === '' ? 'You are invited' : `${plain(inviter)} invites you`;
  return {
    to,
    subject: 'Your invitation to Project88',
    text: lines(
      greeting(name),
      `${who} to work with ${plain(partner)} on Project88.`,
      `Choose a password here. The link works once, within ${days} days:`,
      url,
      'If you do not know what this is about, ignore this letter.',
    ),
  };
}

/** Somebody asked for a new password, or their manager did. */
export function resetLetter({ to, name, partner, url, minutes }: LinkFacts & { minutes: number }): Letter {
  return {
    to,
    subject: 'Your new password for Project88',
    text: lines(
      greeting(name),
      `a new password was asked for, for your account with ${plain(partner)} on Project88.`,
      `Choose it here. The link works once, within ${minutes} minutes:`,
      url,
      'If you did not ask for it, ignore this letter: your password stays as it is.',
    ),
  };
}

function greeting(name: string): string {
  return name.trim() === '' ? 'Hello,' : `Hello ${plain(name)},`;
}

function lines(...parts: string[]): string {
  return `${parts.join('\n\n')}\n`;
}

/** A name that somebody typed, as one line of text: nothing in it can look like a part of the letter. */
function plain(name: string): string {
  const oneLine = name.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  // Mail programs make a link of everything that looks like an address.
  return oneLine.replace(/:\/\/|(?<=\S)\.(?=\S)/g, ' ').slice(0, MAIL_LIMITS.nameLength);
}
