import { connect } from 'node:net';

/** A connection of timing software that has been greeted and asked to send. */
export interface TimingSoftware {
  /** Send one read of a tag, with the next sequence number. */
  sendRead(tag: string): void;
  close(): void;
}

const CRLF = '\r\n';

/**
 * Dial the timing port, greet, answer the questions and wait for `start`: the least that the protocol needs, so that
 * the load generator stays cheap.
 */
export function dialAsTimingSoftware(port: number, eventName: string): Promise<TimingSoftware> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  const answers: Record<string, string> = {
    getconnectionid: `ack~getconnectionid~${Buffer.from(eventName.padEnd(20).slice(0, 20)).toString('hex').toUpperCase()}`,
    geteventinfo: `ack~geteventinfo~${eventName}~0~${eventName}`,
    getlocations: 'ack~getlocations~FINISH',
    ping: 'ack~ping',
  };
  let seq = 0;
  socket.on('connect', () => {
    socket.write(`SimpleClient~0.6.0~CTP01${CRLF}CT01_33~0~FINISH~newlocation~00:00:00.00~0~0~0${CRLF}`);
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    let text = '';
    socket.on('data', (chunk) => {
      const lines = (text + chunk.toString('latin1')).split(CRLF);
      text = lines.pop() ?? '';
      for (const line of lines) {
        const answer = answers[line];
        if (answer !== undefined) socket.write(answer + CRLF);
        if (line.startsWith('start~FINISH')) resolve({ sendRead, close: () => socket.destroy() });
      }
    });
  });

  function sendRead(tag: string): void {
    seq += 1;
    const second = String(Math.floor(seq / 100) % 60).padStart(2, '0');
    const hundredth = String(seq % 100).padStart(2, '0');
    const minute = String(Math.floor(seq / 6000) % 60).padStart(2, '0');
    const time = `2031-05-04T09:${minute}:${second}.${hundredth}`;
    socket.write(`CT01_33~${seq}~FINISH~${tag}~${time}~1~0A0B0C~4${CRLF}`);
  }
}
