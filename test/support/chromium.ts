import { type Browser, chromium } from 'playwright-core';
import { exposeChromium } from '../../scripts/lib/chromium.mjs';

/** No sandbox: it does not work for root nor in most containers, and only our own pages are loaded. */
const ARGS = ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none', '--hide-scrollbars'];

/**
 * Start the Chromium that `npm test` found or installed; a developer who runs vitest directly gets the same one.
 * The caller closes it. Throws when there is none: a browser test never passes by not running.
 */
export async function launchChromium(extraArgs: readonly string[] = []): Promise<Browser> {
  const executablePath = await exposeChromium();
  if (executablePath === null) {
    throw new Error('No Chromium found. Install it, or name one in CHROMIUM_PATH.');
  }
  return chromium.launch({ executablePath, args: [...ARGS, ...extraArgs] });
}
