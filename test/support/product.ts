import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { DemoFile } from '../../server/src/demo/demoFile.ts';

const MAIN = fileURLToPath(new URL('../../dist/server/main.mjs', import.meta.url));
const READY = /^ready (http\S+)$/;
const READY_WITHIN_MS = 60_000;

export interface ProductOptions {
  dataDir: string;
  /** `--no-demo` and the like. */
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
}

/** The built product in a process of its own, as `npm start` runs it. */
export class Product {
  readonly process: ChildProcess;
  readonly dataDir: string;
  /** Everything it printed, for failing tests and for the search for secrets. */
  output = '';
  #url: string | null = null;

  constructor(child: ChildProcess, dataDir: string) {
    this.process = child;
    this.dataDir = dataDir;
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => this.#take(line));
    }
  }

  #take(line: string): void {
    this.output += `${line}\n`;
    const ready = READY.exec(line);
    if (ready?.[1] === undefined) return;
    this.#url = ready[1];
    this.process.emit('ready');
  }

  /** Where the console is. */
  get url(): string {
    if (this.#url === null) throw new Error('the product is not ready');
    return this.#url;
  }

  async ready(): Promise<void> {
    if (this.#url !== null) return;
    const giveUp = AbortSignal.timeout(READY_WITHIN_MS);
    const ended = once(this.process, 'exit', { signal: giveUp }).then(([code]) => {
      throw new Error(`the product ended with ${code}:\n${this.output}`);
    });
    await Promise.race([once(this.process, 'ready', { signal: giveUp }), ended]);
    ended.catch(() => undefined);
  }

  async demoFile(): Promise<DemoFile> {
    return JSON.parse(await readFile(join(this.dataDir, 'demo.json'), 'utf8'));
  }

  /** Ctrl-C. Answers the exit code. */
  stop(): Promise<number | null> {
    return this.#end('SIGINT');
  }

  /** kill -9. */
  kill(): Promise<number | null> {
    return this.#end('SIGKILL');
  }

  async #end(signal: 'SIGINT' | 'SIGKILL'): Promise<number | null> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return this.process.exitCode;
    const exited = once(this.process, 'exit');
    this.process.kill(signal);
    const [code] = await exited;
    return code;
  }
}

/** Start the product on free ports and wait until it is ready. */
export async function startProduct({ dataDir, args = [], env = {} }: ProductOptions): Promise<Product> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: {
      ...process.env,
      P88_DATA_DIR: dataDir,
      P88_HTTP_PORT: '0',
      P88_TIMING_PORT: '0',
      P88_LOG_LEVEL: 'info',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const product = new Product(child, dataDir);
  await product.ready();
  return product;
}
