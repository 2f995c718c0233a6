import type { ConsoleServerMessage, PresentPerson } from '@project88/core/contract/live.ts';
import type { DisplaySessionId, TenantId, UserId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { TENANT_A, TENANT_B } from '../../../test/support/fixtures.ts';
import { SILENT_EDITOR_MS } from './limits.ts';
import { Presence, type Visitor } from './presence.ts';

const TEMPLATE = '01900000-0000-7000-8000-0000000000c1';
const ROOM = '01900000-0000-7000-8000-0000000000a1' as DisplaySessionId;

let nowMs: number;
let presence: Presence;
beforeEach(() => {
  nowMs = Date.UTC(2031, 4, 4, 7);
  presence = new Presence(() => instantMs(nowMs));
});

interface Guest extends Visitor {
  told: ConsoleServerMessage[];
}

function guest(name: string, tenantId: TenantId = TENANT_A, operates = true): Guest {
  const told: ConsoleServerMessage[] = [];
  const userId = `user ${name}` as UserId;
  return { tenantId, userId, name, operates, isHere: () => true, tell: (each) => told.push(each), told };
}

const open = (who: Visitor, edits: boolean, takeOver = false, templateId = TEMPLATE, draftRev = 3) =>
  presence.atTemplate(who, { templateId, draftRev, edits, takeOver });

/** Who is there by the newest word, with a star for who may change the template. */
function seenBy({ told }: Guest): string {
  const newest = told.findLast((each) => each.t === 'presence');
  const word = ({ name, edits }: PresentPerson) => (edits ? `${name}*` : name);
  return newest?.t === 'presence' ? newest.people.map(word).join(' ') : '';
}

describe('at a template', () => {
  it('the first who wants to changes it, and all see who is there', () => {
    const [kim, robin] = [guest('Kim'), guest('Robin')];
    open(kim, true);
    open(robin, true);
    expect([seenBy(kim), seenBy(robin)]).toEqual(['Kim* Robin', 'Kim* Robin']);
  });

  it('who only looks does not hold it', () => {
    const [kim, robin] = [guest('Kim'), guest('Robin')];
    open(kim, false);
    open(robin, true);
    expect(seenBy(kim)).toBe('Kim Robin*');
  });

  it('the next in line gets it when the first leaves, goes elsewhere or only looks from now on', () => {
    const [kim, robin, alex] = [guest('Kim'), guest('Robin'), guest('Alex')];
    for (const each of [kim, robin, alex]) open(each, true);
    presence.leave(kim);
    expect(seenBy(alex)).toBe('Robin* Alex');
    open(robin, true, false, '01900000-0000-7000-8000-0000000000c2');
    expect(seenBy(alex)).toBe('Alex*');
    open(kim, true);
    open(alex, false);
    expect(seenBy(alex)).toBe('Alex Kim*');
  });

  it('a second wish takes it from one who was silent for a minute, and not before', () => {
    const [kim, robin] = [guest('Kim'), guest('Robin')];
    open(kim, true);
    nowMs += SILENT_EDITOR_MS - 1;
    open(robin, true);
    expect(seenBy(robin)).toBe('Kim* Robin');
    nowMs += 1;
    open(robin, true);
    expect(seenBy(kim)).toBe('Kim Robin*');
  });

  it('one who says something now and then keeps it', () => {
    const [kim, robin] = [guest('Kim'), guest('Robin')];
    open(kim, true);
    nowMs += SILENT_EDITOR_MS - 1;
    presence.heard(kim);
    nowMs += SILENT_EDITOR_MS - 1;
    open(robin, true);
    expect(seenBy(robin)).toBe('Kim* Robin');
  });

  it('can be taken over at once, which the other is told', () => {
    const [kim, robin] = [guest('Kim'), guest('Robin')];
    open(kim, true);
    open(robin, true, true);
    expect(seenBy(kim)).toBe('Kim Robin*');
    open(kim, true);
    expect(seenBy(kim)).toBe('Kim Robin*');
  });

  it('two windows of one person are one person, of which one may change it', () => {
    const [first, second, other] = [guest('Kim'), guest('Kim'), guest('Robin')];
    open(first, true);
    open(second, true);
    open(other, false);
    expect([seenBy(first), seenBy(second), seenBy(other)]).toEqual(['Kim* Robin', 'Kim Robin', 'Kim* Robin']);
  });

  it('a saved draft is told to all who have it open, with its number', () => {
    const kim = guest('Kim');
    open(kim, true);
    presence.draftSaved(TENANT_A, TEMPLATE, 4);
    expect(kim.told.at(-1)).toMatchObject({ t: 'presence', templateId: TEMPLATE, draftRev: 4 });
    const words = kim.told.length;
    presence.draftSaved(TENANT_A, TEMPLATE, 4);
    presence.draftSaved(TENANT_B, TEMPLATE, 5);
    expect(kim.told.length).toBe(words);
  });

  it('people of another partner are not there, even with the same id', () => {
    const [kim, foreign] = [guest('Kim'), guest('Foreign', TENANT_B)];
    open(kim, true);
    open(foreign, true);
    expect([seenBy(kim), seenBy(foreign)]).toEqual(['Kim*', 'Foreign*']);
    presence.leave(foreign);
    expect(seenBy(kim)).toBe('Kim*');
  });
});

describe('at a display session', () => {
  const names = (tenantId: TenantId) => presence.atSession(tenantId, ROOM).map(({ name }) => name);

  it('are those who watch it, each once, of this partner', () => {
    const [kim, again, foreign] = [guest('Kim'), guest('Kim'), guest('Foreign', TENANT_B)];
    for (const each of [kim, again, foreign]) presence.watch(each, ROOM);
    expect([names(TENANT_A), names(TENANT_B)]).toEqual([['Kim'], ['Foreign']]);
    presence.leave(kim);
    expect(names(TENANT_A)).toEqual(['Kim']);
    presence.watch(again, null);
    expect(names(TENANT_A)).toEqual([]);
  });

  it('are told with whether they decide what is on air', () => {
    presence.watch(guest('Kim', TENANT_A, false), ROOM);
    expect(presence.atSession(TENANT_A, ROOM)).toEqual([
      { userId: 'user Kim', name: 'Kim', sinceMs: nowMs, edits: false },
    ]);
  });
});
