import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findChromium } from './chromium.mjs';

describe('findChromium', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'p88-chromium-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function program(name: string): string {
    const path = join(folder, name);
    writeFileSync(path, '#!/bin/sh\n');
    chmodSync(path, 0o755);
    return path;
  }

  it('prefers the one that was named', () => {
    const named = program('my-browser');
    program('chromium');
    expect(findChromium({ CHROMIUM_PATH: named, PATH: folder })).toBe(named);
  });

  it('does not quietly take another one when the named one is missing', () => {
    program('chromium');
    expect(findChromium({ CHROMIUM_PATH: join(folder, 'absent'), PATH: folder })).toBeNull();
  });

  it('finds a known name on PATH', () => {
    const chrome = program('google-chrome');
    expect(findChromium({ PATH: `/nowhere:${folder}` })).toBe(chrome);
  });
});
