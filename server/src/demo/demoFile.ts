import { readFile, rename, writeFile } from 'node:fs/promises';
import type { Role } from '@project88/core/contract/permissions.ts';
import type { AdministratorAccount } from '../platform/installation.ts';

/** What the demo made, for people and for programs that want to try the product. Only its owner may read it. */
export interface DemoFile {
  url: string;
  displayUrl: string;
  timingPort: number;
  users: { email: string; password: string; partner: string; role: Role }[];
  /** Runs the installation; absent when somebody made themselves known before the demo. */
  administrator?: AdministratorAccount;
  timingKeys: { partner: string; user: string; secret: string }[];
}

export async function readDemoFile(path: string): Promise<DemoFile | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as DemoFile);
}

/** Written whole or not at all. */
export async function writeDemoFile(path: string, demo: DemoFile): Promise<void> {
  await writeFile(`${path}.new`, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
