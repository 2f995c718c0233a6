import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A message as the server took it. */
export interface Received {
  /** Sender and receivers of the envelope. */
  from: string;
  to: string[];
  /** Headers and body as sent. */
  raw: string;
}

export interface TestMailServer {
  /** For `P88_SMTP_URL`. */
  url: string;
  /** The oldest message that was not asked for yet; waits until one comes. */
  next(): Promise<Received>;
  /** Messages that came so far. */
  count(): number;
  /** Refuse all messages with these words, or none when null. */
  refuse(words: string | null): void;
  close(): Promise<void>;
}

/** A real SMTP server on a free port of this machine that keeps what it is sent. */
export async function startMailServer(): Promise<TestMailServer> {
  const waiting: ((message: Received) => void)[] = [];
  const unread: Received[] = [];
  let count = 0;
  let refusal: string | null = null;
  const take = (message: Received): void => {
    count += 1;
    const reader = waiting.shift();
    if (reader === undefined) unread.push(message);
    else reader(message);
  };
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (refusal !== null)
          return done(
            Object.assign(new Error(refusal.slice(4)), { responseCode: Number(refusal.slice(0, 3)) }),
          );
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        take({ from, to, raw: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    next: () => {
      const message = unread.shift();
      return message === undefined ? new Promise((done) => waiting.push(done)) : Promise.resolve(message);
    },
    count: () => count,
    refuse: (words) => {
      refusal = words;
    },
    close: () => new Promise((done) => server.close(() => done())),
  };
}
