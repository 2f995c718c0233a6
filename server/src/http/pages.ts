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

const FILES = {
  console: 'console/index.html',
  builder: 'builder/index.html',
  display: 'display/index.html',
  status: 'status/index.html',
} as const;
type Page = keyof typeof FILES;
/** Scripts that keep pages for a start without a network. Each serves the addresses that its page registers it for. */
const WORKERS = ['display-worker.js', 'console-worker.js'] as const;
/** Pages that the console's worker fetches to keep them; it does not say that it wants a page. */
const KEPT = /^\/(builder\/)?$/;
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

  // A TV that has no link yet gets the same page; it asks for a code.
  app.get('/display', { schema: { hide: true } }, async (request, reply) =>
    sendPage(request, reply, parts.webDir, 'display'),
  );
  for (const [url, page] of [
    ['/display/:id', 'display'],
    ['/display/:id/status', 'status'],
  ] as const) {
    app.get(url, { schema: { params: idParams, hide: true } }, async (request, reply) => {
      try {
        await parts.links.open(request.params.id, request.ip);
      } catch (error) {
        if (error instanceof ProblemError) return sendPlainPage(reply, error);
        throw error;
      }
      return sendPage(request, reply, parts.webDir, page);
    });
  }
  for (const worker of WORKERS) {
    app.get(`/${worker}`, { schema: { hide: true } }, async (request, reply) =>
      sendWorker(request, reply, parts.webDir, worker),
    );
  }

  app.setNotFoundHandler(async (request, reply) => {
    if (!isPageRequest(request)) return sendProblem(request, reply, noRoute(request));
    return sendPage(request, reply, parts.webDir, pageOf(request.url));
  });
}

/** The builder is a page of its own under its own address; everything else is for the console to say. */
function pageOf(url: string): Page {
  return /^\/builder(\/|$|\?)/.test(url) ? 'builder' : 'console';
}

/**
 * A browser opens an address of the console; which pages exist is for the console to say. None of them looks like a file:
 * who asks for backup.zip learns that there is none.
 */
function isPageRequest({ method, url, headers }: FastifyRequest): boolean {
  const isPath =
    !/^\/(api|live|assets|healthz|readyz|metrics|\.well-known)(\/|$|\?)/.test(url) &&
    !/^[^?]*\.[^/?]*(\?|$)/.test(url);
  const wantsPage = (headers.accept ?? '').includes('text/html') || KEPT.test(url);
  return (method === 'GET' || method === 'HEAD') && isPath && wantsPage;
}

function sendPage(request: FastifyRequest, reply: FastifyReply, webDir: string, page: Page) {
  const file = FILES[page];
  if (!existsSync(join(webDir, file))) return sendPlainPage(reply, new ProblemError('PAGES_NOT_BUILT'));
  return sendFresh(
    request,
    reply,
    webDir,
    file,
    page === 'console' || page === 'builder' ? 'console' : 'display',
  );
}

/** The policy of a worker is that of its script: it may fetch what its page may. */
function sendWorker(request: FastifyRequest, reply: FastifyReply, webDir: string, file: string) {
  if (!existsSync(join(webDir, file))) return sendProblem(request, reply, noRoute(request));
  return sendFresh(request, reply, webDir, file, 'display');
}

/** A file under a name that stays: a browser asks each time whether it has changed. */
function sendFresh(
  request: FastifyRequest,
  reply: FastifyReply,
  webDir: string,
  file: string,
  policy: 'console' | 'display',
) {
  return reply
    .code(200)
    .header('content-security-policy', contentPolicy(policy, request.headers.host))
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
