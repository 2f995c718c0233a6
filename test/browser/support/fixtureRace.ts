import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import type { OperatorState } from '@project88/core/contract/live.ts';
import type { PreviewRead, TimingSessionView } from '@project88/core/contract/timingSessions.ts';
import { type Card, NO_EXTRAS } from '@project88/core/displays/screen/card.ts';
import { NO_PROGRAM } from '@project88/core/displays/screen/screen.ts';
import { instantMs } from '@project88/core/time/units.ts';

/** Invented runners; the first one is the longest name that the pages must bear. */
const NAMES = [
  [
    'Maximiliane-Charlotte',
    'Freifrau von Hohenstein-Wittgenau',
    'Bad Münstereifel',
    'DEU',
    'Laufgemeinschaft Eifel',
  ],
  ['Siobhán', 'Fitzgerald', 'Limerick', 'IRL', 'Shannon Harriers'],
  ['Kwame', 'Asante', 'Kumasi', 'GHA', 'Ashanti Striders'],
  ['Jürgen', 'Østergård', 'Aarhus', 'DNK', ''],
  ['Eleni', 'Marinou', 'Volos', 'GRC', 'Pagasetic Runners'],
  ['Tomás', 'Quintanilla', 'Cuenca', 'ESP', 'Club Hoz'],
] as const;

/** A card as the server makes it, from its number alone. */
export function fixtureCard(id: number, nowMs: number, mode: DisplaySessionView['mode']): Card {
  const [firstName, lastName, city, country, club] = NAMES[id % NAMES.length] ?? NAMES[0];
  const known = id % 7 !== 3;
  const done = mode === 'results' && known;
  const words = known
    ? {
        firstName,
        lastName,
        city,
        country,
        club,
        sex: 'F',
        race: 'Half marathon',
        wave: 'A',
        division: 'F30-39',
      }
    : {
        firstName: '',
        lastName: '',
        city: '',
        country: '',
        club: '',
        sex: '',
        race: '',
        wave: '',
        division: '',
      };
  return {
    id,
    known,
    bib: String(100 + id),
    ...words,
    age: known ? 30 + (id % 40) : null,
    region: '',
    note: '',
    location: 'FINISH',
    timeOfDay: new Date(nowMs).toISOString().slice(11, 19),
    atMs: instantMs(nowMs),
    receivedAtMs: instantMs(nowMs),
    status: done ? 'finished' : null,
    gunTimeMs: done ? 5_400_000 + id * 1_000 : null,
    chipTimeMs: done ? 5_390_000 + id * 1_000 : null,
    placeOverall: done ? id : null,
    placeSex: done ? id : null,
    placeDivision: done ? 1 : null,
    ...NO_EXTRAS,
  };
}

/** The first in the queue is somebody whom operators have marked. */
function asVip(card: Card, index: number): Card {
  return index === 0 ? { ...card, vip: true } : card;
}

/** The state of a display session in the middle of a race. */
export function fixtureOperator(row: DisplaySessionView, nowMs: number): OperatorState {
  const cards = Array.from({ length: 18 }, (_, index) =>
    fixtureCard(40 - index, nowMs - index * 3_000, row.mode),
  );
  return {
    displaySessionId: row.id,
    rev: 412,
    nowMs,
    onAir: cards[4] ? { card: cards[4], sinceMs: instantMs(nowMs - 2_000) } : null,
    status: {
      held: false,
      waiting: 4,
      reads: 1_284,
      crossings: 431,
      unknown: 3,
      lastReadAtMs: instantMs(nowMs - 1_500),
      gunAtMs: instantMs(nowMs - 5_421_000),
      guns: {},
    },
    waiting: cards.slice(0, 4).reverse().map(asVip),
    recent: cards,
    crowd: null,
    boards: {},
    approaching: approachingOf(row, nowMs),
    program: NO_PROGRAM,
    skipped: 0,
    unknownTags: [
      { tag: '143', reads: 4 },
      { tag: 'AA00917', reads: 2 },
      { tag: '136', reads: 1 },
    ],
    screens: screensOf(nowMs),
    readsPerMinute: 38,
    latency: { samples: 412, p50Ms: 11.4, p99Ms: 38.2 },
    template: { id: 'finish-hero', name: 'Finish line', version: null },
    programRev: 0,
    playlist: null,
    frozen: false,
    called: [],
    present: [
      {
        userId: '0190b000-0000-7000-8000-00000000c002',
        name: 'Robin Stone',
        sinceMs: nowMs - 60_000,
        edits: false,
      },
    ],
  };
}

/** Three screens: one with a name, one of them behind. */
function screensOf(nowMs: number): OperatorState['screens'] {
  const screen = {
    widthPx: 1920,
    heightPx: 1080,
    rev: 412,
    fps: 60,
    connectedAtMs: nowMs - 600_000,
    lagging: false,
    oldDesign: false,
    key: '',
    name: '',
    page: '',
    cached: false,
    heardAtMs: nowMs - 1_000,
    overscanPct: 0,
    reducedMotion: false,
    templateId: null,
    message: null,
  };
  return [
    {
      ...screen,
      number: 1,
      linkId: 'K7M2XPQA',
      key: 'tower-left-01',
      name: 'Tower left',
      page: '0.1.0',
      cached: true,
    },
    { ...screen, number: 2, linkId: 'K7M2XPQA', widthPx: 3840, heightPx: 2160 },
    { ...screen, number: 3, linkId: 'K7M2XPQA', widthPx: 1080, heightPx: 1920, rev: 398, lagging: true },
    { ...screen, number: 4, linkId: 'K7M2XPQA', key: 'expo-hall-01', name: 'Expo hall', oldDesign: true },
  ];
}

/** Two who were seen at an earlier mat: one is near, of the other it is not known. */
function approachingOf(row: DisplaySessionView, nowMs: number): OperatorState['approaching'] {
  const seen = (id: number) => ({ ...fixtureCard(id, nowMs - 240_000, row.mode), location: '10K' });
  return [
    { card: seen(61), etaAtMs: instantMs(nowMs + 11_000) },
    { card: seen(64), etaAtMs: null },
  ];
}

/** Three timing sessions: a live one in trouble, a healthy one, and one of this morning. */
export function fixtureTimingSessions(nowMs: number): TimingSessionView[] {
  const iso = (agoMs: number) => new Date(nowMs - agoMs).toISOString();
  const mat = { guns: 0, firstSeq: 1, lastReadTime: '10:02:13.470' };
  const healthy: TimingSessionView = {
    id: '0190a000-0000-7000-8000-000000000001',
    status: 'live',
    program: 'MatTimer',
    programVersion: '7.2',
    connectionId: null,
    remoteAddress: '192.0.2.17',
    timingKeyUser: 'p88-harbour-1',
    eventName: 'Harbour Half Marathon',
    locations: [
      { ...mat, name: 'START', reads: 612, lastSeq: 614, missing: 0, guns: 2 },
      { ...mat, name: '10K', reads: 403, lastSeq: 405, missing: 2 },
      { ...mat, name: 'FINISH', reads: 269, lastSeq: 269, missing: 0 },
    ],
    connectedAt: iso(5_400_000),
    lastReadAt: iso(1_500),
    reads: 1_284,
    guns: 2,
    duplicates: 17,
    conflicts: 0,
    rejected: 1,
    connections: 2,
    clockOffsetMs: 420,
    lastError: null,
  };
  return [
    healthy,
    {
      ...healthy,
      id: '0190a000-0000-7000-8000-000000000002',
      eventName: 'Kids Mile',
      locations: [{ ...mat, name: 'FINISH', reads: 58, lastSeq: 60, missing: 2 }],
      reads: 58,
      guns: 1,
      connections: 1,
      clockOffsetMs: -3_598_000,
      lastReadAt: iso(240_000),
      lastError: 'line 61: the time “25:61:00” is not a time of day',
    },
    {
      ...healthy,
      id: '0190a000-0000-7000-8000-000000000003',
      status: 'recent',
      eventName: '',
      locations: [],
      reads: 0,
      guns: 0,
      lastReadAt: null,
      clockOffsetMs: null,
      connectedAt: iso(14_400_000),
    },
  ];
}

/** The last reads of a timing session in order of arrival. */
export function fixtureReads(nowMs: number): PreviewRead[] {
  return Array.from({ length: 24 }, (_, index) => ({
    location: index % 3 === 0 ? '10K' : 'FINISH',
    seq: 246 + index,
    kind: index === 2 ? 'gun' : 'chip',
    tag: index === 2 ? 'Gun' : String(100 + ((index * 37) % 400)),
    timeText: `10:0${Math.floor(index / 12)}:${String((index * 5) % 60).padStart(2, '0')}.470`,
    lap: 1,
    reader: 'A',
    antenna: '1',
    receivedAt: new Date(nowMs - (24 - index) * 2_000).toISOString(),
  }));
}
