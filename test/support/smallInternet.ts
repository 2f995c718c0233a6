import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Internet } from '../../server/src/web/internet.ts';
import { WEB_LIMITS } from '../../server/src/web/limits.ts';
import { WebFetcher } from '../../server/src/web/webFetcher.ts';

const HARBOUR_RUN: Readonly<Record<string, [type: string, body: string]>> = {
  '/': [
    'text/html; charset=utf-8',
    `<title>Harbour Run</title><link rel="stylesheet" href="/site.css"><body>
     <header><img src="/logo.svg" alt="Harbour Run"></header><h1>Harbour Run</h1>`,
  ],
  '/site.css': ['text/css', 'header{background:#0b3d91} h1{color:#f97316;font-family:Oswald,sans-serif}'],
  '/logo.svg': [
    'image/svg+xml',
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#0b3d91"/></svg>',
  ],
  '/page.png': ['image/png', '<!doctype html><title>Not here</title>'],
};

/**
 * An internet of a few sites in this process. Names and addresses are as outside, so that all rules hold as they are;
 * only the last step differs: whoever is let through to a public address comes to a local port.
 */
export class SmallInternet implements Internet {
  /** Addresses of names; a function may answer differently each time. */
  readonly names = new Map<
    string,
    readonly string[] | (() => readonly string[] | Promise<readonly string[]>)
  >();
  /** Every address that somebody connected to, as `address:port`. */
  readonly dialled: string[] = [];
  networks: string[] = [];
  readonly #servers: Server[] = [];
  readonly #ports = new Map<number, number>();

  /** Everything public on port 80 (or on 443 with `tls`) is answered by this. */
  async serve(listener: RequestListener, tls?: { key: string; cert: string }): Promise<void> {
    const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#servers.push(server);
    this.#ports.set(tls === undefined ? 80 : 443, (server.address() as AddressInfo).port);
  }

  /** A fetcher that lives in it. */
  fetcher(): WebFetcher {
    return new WebFetcher({ allow: () => true, limits: WEB_LIMITS, internet: this });
  }

  /** The site of an event at `harbour.example`: a page with its style sheet, a logo, and a photo. */
  async serveHarbourRun(): Promise<void> {
    this.names.set('harbour.example', ['93.184.216.34']);
    await this.serve(({ url = '' }, reply) => {
      const [type, body] = HARBOUR_RUN[url] ?? ['', ''];
      reply.writeHead(body === '' ? 404 : 200, { 'content-type': type }).end(body);
    });
  }

  async resolve(name: string): Promise<readonly string[]> {
    const known = this.names.get(name) ?? [];
    return typeof known === 'function' ? known() : known;
  }

  reach(addresses: readonly string[], port: number) {
    this.dialled.push(...addresses.map((each) => `${each}:${port}`));
    // Port 1 of this machine answers nobody.
    return { addresses: ['127.0.0.1'], port: this.#ports.get(port) ?? 1 };
  }

  ownNetworks(): readonly string[] {
    return this.networks;
  }

  async close(): Promise<void> {
    for (const server of this.#servers) server.closeAllConnections();
    await Promise.all(this.#servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }
}
