import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { fixtureScreen, type Moment } from '../../test/browser/support/fixtureScreens.ts';
import { ScreenServer } from '../../test/browser/support/screenServer.ts';
import { launchChromium } from '../../test/support/chromium.ts';

/**
 * Pictures of the built-in templates in every moment and size, for people to look at:
 * `npx tsx tools/screenshots/main.ts [folder] [part of a name] [folder of the built pages]`.
 */
const SIZES = {
  '1080p': [1920, 1080],
  '4k': [3840, 2160],
  portrait: [1080, 1920],
  tablet: [1024, 768],
  phone: [390, 844],
  wide: [2560, 720],
} as const;
const TEMPLATES = ['finish-hero', 'announcer-list'] as const;
const MOMENTS: Moment[] = ['nobody-yet', 'resting', 'runner', 'longest-name', 'unknown-bib', 'pre-race'];

const [folder = 'dist/screenshots', part = '', built] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const browser = await launchChromium(['--disable-lcd-text', '--force-color-profile=srgb']);
try {
  for (const [size, [width, height]] of Object.entries(SIZES)) {
    const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
    for (const template of TEMPLATES) {
      for (const moment of MOMENTS) {
        const name = `${template}-${moment}-${size}`;
        if (name.includes(part)) await take(page, template, moment, join(folder, `${name}.png`));
      }
    }
    await page.close();
  }
} finally {
  await browser.close();
}

async function take(
  page: Page,
  template: (typeof TEMPLATES)[number],
  moment: Moment,
  path: string,
): Promise<void> {
  const server = await ScreenServer.open(fixtureScreen(template, moment, Date.now()), built);
  try {
    await page.goto(server.url);
    await page.locator('[data-block=event-name] span', { hasText: /./ }).waitFor();
    await page.evaluate('document.fonts.ready.then(() => new Promise(requestAnimationFrame))');
    await page.screenshot({ path });
    process.stdout.write(`${path}\n`);
  } finally {
    await server.close();
  }
}
