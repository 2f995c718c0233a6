import { analyticsView } from '@project88/core/contract/program.ts';
import { listMinutes, listSponsorPlays, type MinuteRecord } from '../../store/sessionAnalytics.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { existing } from '../displaySession.ts';
import { idParams } from '../ids.ts';
import { HTTP_LIMITS } from '../limits.ts';
import type { App, HttpParts } from '../types.ts';
import { isoOf } from '../views.ts';

/** How a display session went, for its operators. */
export function analyticsRoutes(app: App, { database }: HttpParts): void {
  const words = {
    tag: 'Display sessions',
    summary: 'Reads, names, backlog, latency and screens by the minute',
  };
  const schema = { ...described(words, { 200: analyticsView }, 404), params: idParams };
  app.get('/api/sessions/:id/analytics', { schema }, (request) =>
    database.withTenant(principalOf(request), async (scope) => {
      const { id } = await existing(scope, request);
      const [minutes, sponsors] = await Promise.all([
        listMinutes(scope, id, HTTP_LIMITS.analyticsMinutes),
        listSponsorPlays(scope, id),
      ]);
      return { ...totalsOf(minutes), minutes: minutes.map(viewMinute), sponsors };
    }),
  );
}

/**
 * Numbers of the whole: sums and maxima. Of the minutes' latencies the middle one and the worst: percentiles of
 * percentiles do not add up, and the worst minute is what people remember.
 */
function totalsOf(minutes: readonly MinuteRecord[]) {
  const sum = (of: (minute: MinuteRecord) => number) =>
    minutes.reduce((total, minute) => total + of(minute), 0);
  const most = (of: (minute: MinuteRecord) => number) => Math.max(0, ...minutes.map(of));
  const middles = minutes.flatMap(({ latencyP50Ms }) => latencyP50Ms ?? []).sort((a, b) => a - b);
  const worst = minutes.flatMap(({ latencyP99Ms }) => latencyP99Ms ?? []);
  return {
    reads: sum(({ reads }) => reads),
    namesShown: sum(({ namesShown }) => namesShown),
    backlogMost: most(({ backlogMost }) => backlogMost),
    latencyP50Ms: middles[middles.length >> 1] ?? null,
    latencyP99Ms: worst.length === 0 ? null : Math.max(...worst),
  };
}

function viewMinute({ minuteMs, ...minute }: MinuteRecord) {
  return { at: isoOf(minuteMs), ...minute };
}
