import type { Locator, Page } from 'playwright-core';
import { drag } from './builderPage.ts';

/** What a person did, in the order in which it was done. */
interface Step {
  what: string;
  clicks: number;
  keys: number;
}

/** Hands on a mouse and a keyboard, which count what they do. A text that is typed counts one key for each character. */
export class Hands {
  readonly steps: Step[] = [];
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Begin a step; what follows is counted for it. */
  step(what: string): void {
    this.steps.push({ what, clicks: 0, keys: 0 });
  }

  async click(target: Locator): Promise<void> {
    this.#count('clicks', 1);
    await target.click();
  }

  async button(name: string | RegExp): Promise<void> {
    const exact = typeof name === 'string';
    await this.click(this.#page.getByRole('button', { name, exact }));
  }

  /** Click into a field and type over what is in it. */
  async type(field: Locator, text: string): Promise<void> {
    await this.click(field);
    this.#count('keys', 1);
    await selectAll(this.#page, field);
    this.#count('keys', text.length);
    await this.#page.keyboard.type(text);
  }

  async press(key: string): Promise<void> {
    this.#count('keys', 1);
    await this.#page.keyboard.press(key);
  }

  /** Open a select and click one of its options. */
  async choose(select: Locator, option: string | RegExp): Promise<void> {
    await this.click(select);
    await this.click(this.#page.getByRole('option', { name: option }));
  }

  /** One pull of the mouse; counted as a click. */
  async drag(from: { x: number; y: number }, by: { x: number; y: number }): Promise<void> {
    this.#count('clicks', 1);
    await drag(this.#page, from, by);
  }

  get clicks(): number {
    return sum(this.steps.map(({ clicks }) => clicks));
  }

  get keys(): number {
    return sum(this.steps.map(({ keys }) => keys));
  }

  #count(what: 'clicks' | 'keys', by: number): void {
    const step = this.steps.at(-1);
    if (step === undefined) throw new Error('no step was begun');
    step[what] += by;
  }
}

/** A field of numbers puts its caret a moment after the click; no hand is as fast as that. */
async function selectAll(page: Page, field: Locator): Promise<void> {
  let isAll = false;
  while (!isAll) {
    await page.keyboard.press('Control+a');
    await page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done))));
    isAll = await field.evaluate((element) => {
      const { selectionStart: from, selectionEnd: to, value } = element as HTMLInputElement;
      return from === null || (from === 0 && to === value.length);
    });
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
