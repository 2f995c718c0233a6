import { fdatasync, openSync, writev } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * The bare minimum that makes lines durable: chunks from sockets go to a file by `writev`, then `fdatasync`, and
 * whoever asked for a location in them is answered. No lines are looked at. While one group is written, the next
 * collects. Argument: the folder.
 */
const [folder = ''] = process.argv.slice(2);
const file = openSync(join(folder, 'bare'), 'w');
const write = promisify<number, NodeJS.ArrayBufferView[]>(writev);
const sync = promisify(fdatasync);

/** Beyond this a socket waits, as the product's do. */
const UNSAFE_BYTES = 256 * 1024;

let pending: { chunk: Buffer; socket: Socket }[] = [];
let writing = false;
const unsafe = new Map<Socket, number>();

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => {});
  socket.on('close', () => unsafe.delete(socket));
  socket.on('data', (chunk) => {
    pending.push({ chunk, socket });
    const bytes = (unsafe.get(socket) ?? 0) + chunk.length;
    unsafe.set(socket, bytes);
    if (bytes >= UNSAFE_BYTES) socket.pause();
    if (!writing) setImmediate(() => void flush());
    writing = true;
  });
});

async function flush(): Promise<void> {
  while (pending.length > 0) {
    const group = pending;
    pending = [];
    await write(
      file,
      group.map(({ chunk }) => chunk),
    );
    await sync(file);
    for (const { chunk, socket } of group) {
      unsafe.set(socket, (unsafe.get(socket) ?? 0) - chunk.length);
      if (socket.isPaused()) socket.resume();
      const location = announced(chunk);
      if (location !== null) socket.write(`start~${location}\r\n`);
    }
  }
  writing = false;
}

/** The location that the last line of a chunk announces. Only the end is looked at. */
function announced(chunk: Buffer): string | null {
  const end = chunk.subarray(-80).toString('latin1');
  return /CT01_33~0~(\w+)~newlocation~[^\r\n]*\r\n$/.exec(end)?.[1] ?? null;
}

server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.once('disconnect', () => process.exit(0));
