import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { noRoute, sendProblem } from './failures.ts';
import { contentPolicy } from './headers.ts';
import { idParams } from './ids.ts';
import type { App, HttpParts } from './types.ts';

const CONSOLE_PAGE = 'console/index.html';
const DISPLAY_PAGE = 'display/index.html';
const YEAR_MS = 365 * 24 * 3_600_000;

/** The built web pages: the console for every address that a browser may open, and the display page of a link. */
export async function installPages(app: App, parts: HttpParts): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(parts.webDir, 'assets'),
    prefix: '/assets/',
    index: false,
    dotfiles: 'ignore',
    suppressWarning: true,
    // Built files have a hash in their names and never change under it.
    immutable: true,
    maxAge: YEAR_MS,
  });

  app.get('/display/:id', { schema: { params: idParams, hide: true } }, async (request, reply) => {
    try {
      await parts.links.open(request.params.id, request.ip);
    } catch (error) {
      if (error instanceof ProblemError) return sendPlainPage(reply, error);
      throw error;
    }
    return sendPage(request, reply, parts.webDir, 'display');
  });

  app.setNotFoundHandler(async (request, reply) => {
    if (!isPageRequest(request)) return sendProblem(request, reply, noRoute(request));
    return sendPage(request, reply, parts.webDir, 'console');
  });
}

/**
 * A browser opens an address of the console; which pages exist is for the console to say. None of them looks like a file:
 * who asks for backup.zip learns that there is none.
 */
function isPageRequest({ method, url, headers }: FastifyRequest): boolean {
  const isPath =
    !/^\/(api|live|assets|healthz|readyz|metrics|\.well-known)(\/|$|\?)/.test(url) &&
    !/^[^?]*\.[^/?]*(\?|$)/.test(url);
  return (method === 'GET' || method === 'HEAD') && isPath && (headers.accept ?? '').includes('text/html');
}

function sendPage(request: FastifyRequest, reply: FastifyReply, webDir: string, page: 'console' | 'display') {
  const file = page === 'console' ? CONSOLE_PAGE : DISPLAY_PAGE;
  if (!existsSync(join(webDir, file))) return sendPlainPage(reply, new ProblemError('PAGES_NOT_BUILT'));
  return reply
    .code(200)
    .header('content-security-policy', contentPolicy(page, request.headers.host))
    .header('cache-control', 'no-cache')
    .sendFile(file, webDir, { cacheControl: false });
}

const STYLE =
  'html{color-scheme:light dark;font:1.25rem/1.5 system-ui,sans-serif;height:100%}' +
  'body{margin:0;min-height:100%;display:grid;place-content:center;text-align:center;padding:2rem}' +
  'h1{font-size:2rem;margin:0 0 .5rem}p{margin:0;opacity:.75}';
const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

const TITLES: Readonly<Record<number, string>> = {
  404: 'No such display link',
  410: 'This display has ended',
  429: 'Please wait a moment',
  503: 'Just a moment',
};

/** A failure as a plain page, for people in front of a screen. Nothing from the request gets into it. */
function sendPlainPage(reply: FastifyReply, problem: ProblemError) {
  const title = TITLES[problem.status] ?? 'Something went wrong';
  const { retryAfterS } = problem.params;
  if (retryAfterS !== undefined) reply.header('retry-after', retryAfterS);
  return reply
    .code(problem.status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', contentPolicy('plain', undefined, STYLE_HASH))
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
        `<title>${title}</title><style>${STYLE}</style><h1>${title}</h1><p>${problem.message}</p></html>`,
    );
}
