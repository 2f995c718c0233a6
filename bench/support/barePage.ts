import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

const PAGE = `<!doctype html><html><head><title>Bare</title></head><body>
<p style="font: 184px sans-serif">0</p><script>
const text = document.querySelector('p').firstChild;
new WebSocket(location.href.replace('http', 'ws')).onmessage = ({ data }) => { text.data = JSON.parse(data).rev; };
</script></body></html>`;

/** The least that a live page can do: one socket, one text node, no state. */
export class BarePage {
  readonly #http: Server;
  readonly #sockets = new Set<WebSocket>();
  #rev = 0;

  private constructor(http: Server) {
    this.#http = http;
    new WebSocketServer({ server: http }).on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  static async open(): Promise<BarePage> {
    const http = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(PAGE);
    });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    return new BarePage(http);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}/`;
  }

  /** One update. Answers its number. */
  send(): number {
    this.#rev += 1;
    for (const socket of this.#sockets) socket.send(JSON.stringify({ rev: this.#rev }));
    return this.#rev;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }
}
