import { connect, type Socket } from 'node:net';

/**
 * Guesses passwords over plain sockets, each bound to a loopback address of its own (127.1.x.y), in a process of its own.
 * The parent sends an `Attack`; the child tells at the end how many were sent, and how many were answered with which status.
 */
interface Attack {
  port: number;
  email: string;
  connections: number;
  addresses: number;
  guesses: number;
  perSecond: number;
}

/** How long to wait for the answers to the last guesses. */
const LATE_ANSWERS_MS = 120_000;

const answers: Record<string, number> = {};
let sent = 0;

process.on('message', (attack: Attack) => {
  const sockets = Array.from({ length: attack.connections }, (_, index) => open(attack, index));
  const everyMs = 20;
  const timer = setInterval(() => {
    const most = Math.min(attack.guesses - sent, (attack.perSecond * everyMs) / 1_000);
    for (let each = 0; each < most; each += 1) guess(attack, sockets);
    if (sent < attack.guesses) return;
    clearInterval(timer);
    endWhenAnswered(performance.now() + LATE_ANSWERS_MS);
  }, everyMs);
});

/** Guesses that wait for their turn are answered late; those that are never answered are missing in the sum. */
function endWhenAnswered(giveUpAt: number): void {
  const answered = Object.values(answers).reduce((sum, count) => sum + count, 0);
  if (answered < sent && performance.now() < giveUpAt) {
    setTimeout(() => endWhenAnswered(giveUpAt), 200);
    return;
  }
  process.send?.({ sent, answered, answers }, undefined, undefined, () => process.exit(0));
}

function open({ port, addresses }: Attack, index: number): Socket {
  const number = index % addresses;
  const localAddress = `127.1.${Math.floor(number / 250)}.${(number % 250) + 1}`;
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    for (const [, status = ''] of text.matchAll(/HTTP\/1\.1 (\d{3})/g))
      answers[status] = (answers[status] ?? 0) + 1;
  });
  socket.on('error', () => socket.destroy());
  return socket;
}

function guess({ port, email }: Attack, sockets: readonly Socket[]): void {
  const socket = sockets[sent % sockets.length];
  sent += 1;
  const body = JSON.stringify({ email, password: `guess number ${sent}` });
  socket?.write(
    `POST /api/auth/login HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\n` +
      `content-length: ${body.length}\r\n\r\n${body}`,
  );
}
