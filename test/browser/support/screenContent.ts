import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What the screen says and where, without its clocks, which go on. Rows of a list are told by where they stand. */
async function content(page: Page): Promise<string> {
  const texts = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.canvas *')]
      .filter((element) => element.childElementCount === 0 && element.innerText.trim() !== '')
      .map((element) => ({ text: element.innerText, at: element.getBoundingClientRect() }))
      .filter(({ at }) => at.width > 0)
      .map(({ text, at }) => `${Math.round(at.y)} ${Math.round(at.x)} ${text}`),
  );
  return texts
    .filter((text) => !/\d+:\d\d/.test(text))
    .sort()
    .join('\n');
}

/** All of them show the same in the end. */
export async function expectSame(pages: readonly Page[]): Promise<void> {
  const differing = async () => [...new Set(await Promise.all(pages.map(content)))].slice(1);
  await expect.poll(differing, { timeout: 20_000 }).toEqual([]);
}
