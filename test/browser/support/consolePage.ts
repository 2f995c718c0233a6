import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const SIZES = {
  desktop: { width: 1440, height: 900 },
  tablet: { width: 768, height: 1024 },
  phone: { width: 390, height: 844 },
} as const;

export interface ConsolePage {
  page: Page;
  /** What should not have happened: page errors, refused styles, requests to other hosts. */
  problems: string[];
  close(): Promise<void>;
}

interface PageOptions {
  size?: keyof typeof SIZES;
  colorScheme?: 'light' | 'dark';
  /** The builder offers its tour; otherwise it was seen before. */
  firstVisit?: boolean;
}

/** A fresh browser context on one origin that notes everything that should not happen. */
export async function openConsole(
  browser: Browser,
  origin: string,
  options: PageOptions = {},
): Promise<ConsolePage> {
  const context: BrowserContext = await browser.newContext({
    baseURL: origin,
    viewport: SIZES[options.size ?? 'desktop'],
    colorScheme: options.colorScheme ?? 'light',
    hasTouch: options.size === 'phone',
    reducedMotion: 'reduce',
    // What they keep has tests of its own, and would answer for the servers of others.
    serviceWorkers: 'block',
  });
  if (options.firstVisit !== true)
    await context.addInitScript("localStorage.setItem('project88.builder-tour', 'seen')");
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) problems.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) problems.push(`request to ${request.url()}`);
  });
  return { page, problems, close: () => context.close() };
}

/**
 * What axe finds on the page, one line per rule with the first element. It is evaluated by the debugger, because the
 * content policy of the page rightly refuses injected scripts.
 */
export async function axeFindings(page: Page): Promise<string[]> {
  const debug = await page.context().newCDPSession(page);
  const summary = `axe.run({ resultTypes: ['violations'] }).then((found) =>
    found.violations.map((rule) => rule.id + ': ' + rule.nodes[0].target.join(' ')))`;
  const { result, exceptionDetails } = await debug.send('Runtime.evaluate', {
    expression: `${AXE};${summary}`,
    awaitPromise: true,
    returnByValue: true,
  });
  await debug.detach();
  if (exceptionDetails) throw new Error(`axe did not run: ${exceptionDetails.text}`);
  return result.value as string[];
}

/** By how many pixels the page is wider than the window. */
export function overflowPx(page: Page): Promise<number> {
  return page.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)');
}
