import type { DisplayLinkView } from '@project88/core/contract/displayLinks.ts';
import type { DisplaySessionView, UploadReport } from '@project88/core/contract/displaySessions.ts';
import { pageOf } from './fixturePage.ts';
import { type ProgramData, presetApi, programApi } from './fixtureProgram.ts';

/** The part of the fixture that display sessions live in. */
interface DisplaySessionData {
  sessions: DisplaySessionView[];
  links: DisplayLinkView[];
  held: boolean;
  program: ProgramData;
}

type Answer = [status: number, value?: unknown];

function failure(status: number, code: string, message: string, details?: unknown): Answer {
  return [status, { error: { code, message, requestId: 'req-3f9a', details } }];
}

function page<T>(items: T[]): Answer {
  return [200, { items, nextCursor: null }];
}

function notFound(): Answer {
  return failure(404, 'NOT_FOUND', 'There is nothing with this id.');
}

/** The routes of display sessions; null for others. */
export function displaySessionApi(
  call: string,
  query: URLSearchParams,
  body: string,
  data: DisplaySessionData,
): Answer | null {
  if (call === 'GET /api/sessions') {
    const search = (query.get('search') ?? '').toLowerCase();
    const isMeant = ({ name, mode, archived }: DisplaySessionView) =>
      name.toLowerCase().includes(search) &&
      mode.includes(query.get('mode') ?? '') &&
      archived === (query.get('archived') === 'true');
    return [200, pageOf(data.sessions.filter(isMeant), query)];
  }
  if (call.endsWith(' /api/presets')) return presetApi(call, body, data.program);
  if (call === 'POST /api/sessions/create') return create(body, data);
  const [, method, id, rest = ''] = /^(\w+) \/api\/sessions\/([^/]+)(\/.*)?$/.exec(call) ?? [];
  if (method === undefined) return null;
  const row = data.sessions.find((each) => each.id === id);
  if (row === undefined) return notFound();
  switch (`${method} ${rest}`) {
    case 'GET ':
      return [200, row];
    case 'PATCH ':
      Object.assign(row, JSON.parse(body));
      return [200, row];
    case 'DELETE ':
      data.sessions = data.sessions.filter((each) => each !== row);
      return [204];
    case 'POST /duplicate': {
      const copy = { ...row, id: row.id.replace(/.$/, '9'), name: JSON.parse(body).name };
      data.sessions = [copy, ...data.sessions];
      return [201, copy];
    }
    case 'GET /links':
      return page(data.links.filter((link) => link.sessionId === row.id));
    case 'GET /roster':
      return page(row.rosterRows === 0 ? [] : ROSTER);
    case 'PUT /roster':
      return putRoster(row, body);
    case 'POST /command':
      data.held = body.includes('hold');
      break;
  }
  const answer = programApi(method, rest, body, query, data.program);
  if (answer !== null) return answer;
  if (method === 'DELETE' && rest.startsWith('/streams/')) {
    row.streams = row.streams.filter((stream) => !rest.endsWith(stream.timingSessionId));
    return [204];
  }
  return null;
}

function create(body: string, data: DisplaySessionData): Answer {
  const { name, mode } = JSON.parse(body);
  const [like] = data.sessions;
  const id = `0190b000-0000-7000-8000-${String(data.sessions.length + 10).padStart(12, '0')}`;
  const row = {
    ...(like as DisplaySessionView),
    id,
    name,
    mode,
    streams: [],
    rosterRows: 0,
    resultRows: 0,
    screens: 0,
  };
  data.sessions = [row, ...data.sessions];
  return [201, row];
}

const ROSTER = [
  {
    bib: '101',
    firstName: 'Eleni',
    lastName: 'Marinou',
    city: 'Volos',
    country: 'GRC',
    club: 'Pagasetic Runners',
  },
  { bib: '102', firstName: 'Jürgen', lastName: 'Østergård', city: 'Aarhus', country: 'DNK', club: '' },
].map((entry) => ({ ...entry, race: 'Half marathon', division: 'M40-49' }));

/** A file with the word `bad` is refused with rows that have problems; every other one is taken. */
function putRoster(row: DisplaySessionView, body: string): Answer {
  const received = body.trim().split('\n').length - 1;
  const report: UploadReport = {
    received,
    accepted: received,
    rejected: 0,
    ignoredColumns: [],
    encoding: 'utf-8',
    problems: [],
  };
  if (!body.includes('bad')) {
    row.rosterRows = received;
    return [200, report];
  }
  const problems = [
    { row: 2, field: 'bib', code: 'duplicate-bib', message: 'Bib 101 stands in row 1 already.' },
    { row: 3, field: 'age', code: 'not-a-number', message: 'The age “bad” is not a number.' },
  ];
  const message = `2 of ${received} rows have problems; nothing was changed.`;
  return failure(422, 'ROSTER_INVALID', message, {
    ...report,
    accepted: received - 2,
    rejected: 2,
    problems,
  });
}
