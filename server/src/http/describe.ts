import { errorBody } from '@project88/core/contract/common.ts';
import type { z } from 'zod';

/** Failures that any route may answer. */
const EVERYWHERE = [400, 429, 500] as const;
const WITH_LOGIN = [401, 403, 503] as const;

export type ErrorStatus = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503;
type Failures = Partial<Record<ErrorStatus, typeof errorBody>>;

/** The words about a route that its OpenAPI entry shows. */
export interface RouteWords {
  tag: string;
  summary: string;
  description?: string;
}

/** Schema fields common to routes: words, and the failures beside the usual ones. */
export function described<Reply extends Partial<Record<200 | 201 | 202 | 204, z.ZodType>>>(
  { tag, summary, description }: RouteWords,
  replies: Reply,
  ...failures: ErrorStatus[]
) {
  return {
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    response: { ...failureReplies([...EVERYWHERE, ...WITH_LOGIN, ...failures]), ...replies },
  };
}

function failureReplies(statuses: readonly ErrorStatus[]): Failures {
  return Object.fromEntries(statuses.map((status) => [status, errorBody]));
}
