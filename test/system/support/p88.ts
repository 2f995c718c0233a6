import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const P88 = fileURLToPath(new URL('../../../dist/server/p88.mjs', import.meta.url));

/** Run a command of the built `p88` in a process of its own, as an administrator does. */
export async function p88(
  dataDir: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [P88, ...args], {
    env: { ...process.env, P88_DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}
