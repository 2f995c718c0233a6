// Draws the built-in templates with the built display page and writes the pictures of docs/gallery.
//   npx tsx tools/gallery/main.ts [folder] [template ...]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { BUILT_IN_TEMPLATES } from '@project88/core/displays/templates/builtIn.ts';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { ScreenServer } from '../../test/browser/support/screenServer.ts';
import { launchChromium } from '../../test/support/chromium.ts';
import { galleryPage, type Shot, shotsOf } from './shots.ts';
import { scene } from './states.ts';

/** A gallery is looked at, not measured: pictures of this width, in a format that keeps them small. */
const WIDTH_PX = 960;
const QUALITY = 82;

/** Runs in the page. */
const FONTS_DRAWN = 'document.fonts.ready.then(() => new Promise(requestAnimationFrame))';

const [folder = fileURLToPath(new URL('../../docs/gallery', import.meta.url)), ...wanted] =
  process.argv.slice(2);
const templates = Object.entries<TemplateDocument>(BUILT_IN_TEMPLATES).filter(
  ([id]) => wanted.length === 0 || wanted.includes(id),
);
mkdirSync(folder, { recursive: true });
const browser = await launchChromium();
for (const [id, template] of templates) {
  for (const shot of shotsOf(id, template)) {
    writeFileSync(join(folder, shot.file), await small(await draw(browser, template, shot), shot));
    console.log(shot.file);
  }
}
await browser.close();
if (wanted.length === 0) writeFileSync(join(folder, 'README.md'), galleryPage(BUILT_IN_TEMPLATES));
process.exit(0);

async function draw(from: Browser, template: TemplateDocument, shot: Shot): Promise<Buffer> {
  const server = await ScreenServer.open(scene(template, shot.scene, Date.now()));
  const page = await from.newPage({
    viewport: { width: shot.widthPx, height: shot.heightPx },
    reducedMotion: 'reduce',
  });
  page.on('pageerror', (error) => console.error(shot.file, error.message));
  await page.goto(server.url);
  await page.locator('.canvas > :not([hidden])').first().waitFor({ state: 'attached' });
  await page.evaluate(FONTS_DRAWN);
  const picture = await page.screenshot({ omitBackground: true });
  await page.close();
  await server.close();
  return picture;
}

/** Strips keep their pixels: made smaller, nobody could judge them. */
function small(png: Buffer, { widthPx, heightPx }: Shot): Promise<Buffer> {
  const isStrip = widthPx > 8 * heightPx;
  const width = isStrip ? widthPx : Math.min(widthPx, widthPx > heightPx ? WIDTH_PX : WIDTH_PX / 2);
  return sharp(png).resize({ width }).webp({ quality: QUALITY }).toBuffer();
}
