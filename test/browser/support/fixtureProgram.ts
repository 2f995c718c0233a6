import type { PastCrossing } from '@project88/core/contract/announcer.ts';
import type { RosterEntryView } from '@project88/core/contract/displaySessions.ts';
import type {
  AnalyticsView,
  EntryNote,
  PlaylistView,
  PresetView,
  ProgramView,
} from '@project88/core/contract/program.ts';
import type { Program } from '@project88/core/displays/screen/screen.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { pageOf } from './fixturePage.ts';

/** What the fixture keeps of what is on air, of its screens and of what is known about runners. */
export interface ProgramData {
  program: ProgramView;
  frozen: boolean;
  called: number[];
  notes: EntryNote[];
  playlists: PlaylistView[];
  presets: PresetView[];
  analytics: AnalyticsView;
  /** Orders to screens and commands, as they came. */
  orders: string[];
  /** Several are on air at once. */
  crowd: boolean;
  /** Another operator is always faster. */
  overtaken: boolean;
}

export function freshProgram(nowMs: number): ProgramData {
  return {
    program: {
      programRev: 4,
      template: { id: 'finish-hero', version: null },
      message: null,
      blackout: false,
      resting: false,
      playlistId: null,
    },
    frozen: false,
    called: [],
    notes: [],
    playlists: [
      {
        id: '0190b000-0000-7000-8000-0000000000f1',
        name: 'Morning to awards',
        items: [
          { templateId: 'announcer-list', dwellMs: 20_000 },
          { templateId: 'finish-hero', dwellMs: 60_000, from: '10:00' },
        ],
        changedAt: new Date(nowMs).toISOString(),
      },
    ],
    presets: [],
    analytics: {
      reads: 4_102,
      namesShown: 612,
      backlogMost: 48,
      latencyP50Ms: 12,
      latencyP99Ms: 61,
      minutes: Array.from({ length: 90 }, (_, index) => minuteOf(nowMs, 90 - index)),
      sponsors: [
        { name: 'Harbour Bakery', plays: 212, shownMs: 1_696_000 },
        { name: 'Quay Bikes', plays: 98, shownMs: 588_000 },
      ],
    },
    orders: [],
    crowd: false,
    overtaken: false,
  };
}

/** A race of an hour and a half: a wave of arrivals with its height in the middle. */
function minuteOf(nowMs: number, agoMinutes: number): AnalyticsView['minutes'][number] {
  const height = Math.sin((agoMinutes / 90) * Math.PI);
  return {
    at: new Date(nowMs - (nowMs % 60_000) - agoMinutes * 60_000).toISOString(),
    reads: Math.round(90 * height),
    namesShown: Math.round(13 * height),
    dwellMs: Math.round(50_000 * height),
    backlogMost: Math.max(0, Math.round(60 * height - 20)),
    screens: 3,
    latencyP50Ms: 12,
    latencyP99Ms: Math.round(30 + 30 * height),
  };
}

/** The program as screens are told of it. */
export function onAirProgram({ program }: ProgramData, nowMs: number): Program {
  const { blackout, resting, message } = program;
  const sinceMs = instantMs(nowMs - 4_000);
  return { blackout, resting, message: message === null ? null : { text: message, sinceMs } };
}

export type ProgramAnswer = [status: number, value?: unknown];

/** The routes below one display session that are about what is on air; null for others. */
export function programApi(
  method: string,
  rest: string,
  body: string,
  query: URLSearchParams,
  data: ProgramData,
): ProgramAnswer | null {
  const [, part = '', key = ''] = /^\/([a-z]+)\/?(.*)$/.exec(rest) ?? [];
  if (method === 'GET') return readProgram(part, query, data);
  if (part === 'program') return take(JSON.parse(body), data);
  if (part === 'notes') return writeNote(decodeURIComponent(key), JSON.parse(body), data);
  if (part === 'freeze') data.frozen = JSON.parse(body).frozen;
  if (part === 'called') return call(JSON.parse(body), data);
  if (['freeze', 'screens', 'identify', 'reload', 'pair', 'command'].includes(part)) {
    data.orders.push(`${method} ${rest} ${body}`.trim());
    return part === 'pair' && !body.includes('HARBOR') ? noSuchCode() : [200, {}];
  }
  return null;
}

/** The playlists of the partner; null for other routes. */
export function playlistApi(call: string, body: string, data: ProgramData): ProgramAnswer | null {
  const [, method, id = ''] = /^(\w+) \/api\/playlists\/?(.*)$/.exec(call) ?? [];
  if (method === undefined) return null;
  if (method === 'GET') return [200, { items: data.playlists, nextCursor: null }];
  const others = data.playlists.filter((each) => each.id !== id);
  data.playlists = others;
  if (method === 'DELETE') return [204];
  const made = {
    id: id === '' ? '0190b000-0000-7000-8000-0000000000f9' : id,
    ...JSON.parse(body),
    changedAt: new Date().toISOString(),
  };
  data.playlists = [made, ...others];
  return [method === 'POST' ? 201 : 200, made];
}

export function presetApi(call: string, body: string, data: ProgramData): ProgramAnswer {
  if (call.startsWith('GET')) return [200, { items: data.presets, nextCursor: null }];
  const made = {
    id: '0190b000-0000-7000-8000-0000000000e1',
    ...JSON.parse(body),
    changedAt: new Date().toISOString(),
  };
  data.presets = [made, ...data.presets];
  return [201, made];
}

function readProgram(part: string, query: URLSearchParams, data: ProgramData): ProgramAnswer | null {
  if (part === 'program') return [200, data.program];
  if (part === 'notes') return [200, { items: data.notes }];
  if (part === 'analytics') return [200, data.analytics];
  const search = (query.get('search') ?? '').toLowerCase();
  const isMeant = (entry: RosterEntryView | null) =>
    `${entry?.bib} ${entry?.firstName} ${entry?.lastName}`.toLowerCase().includes(search);
  if (part === 'entries') return [200, { items: FOUND.filter(isMeant) }];
  if (part === 'crossings')
    return [
      200,
      pageOf(
        SEEN.filter(({ entry }) => isMeant(entry)),
        query,
      ),
    ];
  return null;
}

function take(wanted: Partial<ProgramView>, data: ProgramData): ProgramAnswer {
  const { program } = data;
  const isPanic = Object.keys(wanted).every((each) => each === 'resting' || each === 'programRev');
  if (!isPanic && (data.overtaken || wanted.programRev !== program.programRev)) {
    const message = 'Somebody has put something else on air meanwhile.';
    return [409, { error: { code: 'PROGRAM_CHANGED', message, requestId: 'req-77', details: program } }];
  }
  Object.assign(program, wanted, { programRev: program.programRev + 1 });
  return [200, program];
}

function writeNote(bib: string, note: Omit<EntryNote, 'bib'>, data: ProgramData): ProgramAnswer {
  data.notes = [...data.notes.filter((each) => each.bib !== bib), { bib, ...note }];
  return [200, { bib, ...note }];
}

function call({ cardId, called }: { cardId: number; called: boolean }, data: ProgramData): ProgramAnswer {
  data.called = [...data.called.filter((each) => each !== cardId), ...(called ? [cardId] : [])];
  return [204];
}

function noSuchCode(): ProgramAnswer {
  return [404, { error: { code: 'NOT_FOUND', message: 'No TV shows this code.', requestId: 'req-78' } }];
}

const NOBODY: RosterEntryView = {
  bib: '',
  chips: [],
  firstName: '',
  lastName: '',
  sex: '',
  age: null,
  city: '',
  region: '',
  country: '',
  club: '',
  race: 'Half marathon',
  wave: '',
  division: '',
  note: '',
};

const FOUND: RosterEntryView[] = [
  {
    ...NOBODY,
    bib: '412',
    firstName: 'Siobhán',
    lastName: 'Fitzgerald-Delacroix',
    city: 'Limerick',
    country: 'IRL',
    club: 'Shannon Harriers',
    age: 34,
    division: 'F30-39',
    note: 'Runs for the children’s hospital',
  },
  { ...NOBODY, bib: '87', firstName: 'Kwame', lastName: 'Asante', city: 'Kumasi', country: 'GHA', age: 52 },
];

const SEEN: PastCrossing[] = [
  {
    tag: '412',
    location: 'FINISH',
    timeOfDay: '10:42:17',
    receivedAt: '2031-05-04T07:42:17.400Z',
    entry: FOUND[0] ?? null,
  },
  { tag: '990', location: '10K', timeOfDay: '10:12:03', receivedAt: '2031-05-04T07:12:03.000Z', entry: null },
];
