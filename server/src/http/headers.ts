import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './types.ts';

/** Which content policy a page needs. */
export type PagePolicy = 'console' | 'display' | 'docs' | 'plain' | 'api';

const YEAR_S = 365 * 24 * 3_600;
/** What our pages may use of the machine: a screen stays awake and may fill it, a passkey signs in. */
const FEATURES =
  'camera=(), microphone=(), geolocation=(), payment=(), usb=(), fullscreen=(self), ' +
  'screen-wake-lock=(self), publickey-credentials-get=(self), publickey-credentials-create=(self)';

/** A host as it may stand in a policy. Anything else in the header is left out, so that nobody can write into it. */
const PLAIN_HOST = /^[a-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-f:]+\](:\d{1,5})?$/i;

/**
 * Headers of every answer, set in one place. Nothing is loaded from elsewhere and no page of another site may frame
 * ours. The console's component kit writes style attributes; screens need none.
 */
export function installHeaders(app: App, publicUrl: () => string): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onSend', async (request: FastifyRequest, reply: FastifyReply, payload) => {
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'same-origin');
    reply.header('cross-origin-opener-policy', 'same-origin');
    reply.header('cross-origin-resource-policy', 'same-origin');
    reply.header('x-frame-options', 'SAMEORIGIN');
    reply.header('permissions-policy', FEATURES);
    // Over http a browser ignores it; behind a proxy with TLS it keeps browsers from ever asking in clear again.
    if (publicUrl().startsWith('https:')) reply.header('strict-transport-security', `max-age=${YEAR_S}`);
    if (!reply.hasHeader('content-security-policy')) {
      reply.header('content-security-policy', contentPolicy('api', request.headers.host));
    }
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    return payload;
  });
}

/** The content policy of a page. `styleHash` allows the one style of a plain page. */
export function contentPolicy(page: PagePolicy, host: string | undefined, styleHash = ''): string {
  if (page === 'api') return `default-src 'none'; frame-ancestors 'none'`;
  if (page === 'plain') return `default-src 'none'; style-src ${styleHash}; frame-ancestors 'self'`;
  // Browsers before 2022 do not take 'self' for WebSockets, and screens on walls are old.
  const sockets = host !== undefined && PLAIN_HOST.test(host) ? ` ws://${host} wss://${host}` : '';
  return [
    `default-src 'self'`,
    `script-src 'self'`,
    `worker-src 'self'`,
    // Swagger UI, which draws the page of the API, styles its elements in place.
    `style-src 'self'${page === 'docs' ? ` 'unsafe-inline'` : ''}`,
    `connect-src 'self'${sockets}`,
    `img-src 'self' data: blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'self'`,
  ].join('; ');
}
