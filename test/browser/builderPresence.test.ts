import type { AuditEntryView } from '@project88/core/contract/audit.ts';
import type { TemplateView } from '@project88/core/contract/templates.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApiClient } from '../../server/src/demo/apiClient.ts';
import { launchChromium } from '../support/chromium.ts';
import { entryOf } from '../support/fixtures.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { Venue } from '../support/venue.ts';
import { shapesTemplate } from './support/builderPage.ts';
import { axeFindings, type ConsolePage } from './support/consolePage.ts';
import { signedIn } from './support/venuePage.ts';

/** Two people on one template and on one display session of the real product: nobody overwrites anybody. */

const KIM = { email: 'kim.vale@lakeside.example', password: 'seven pelicans cross the harbour' };

let venue: Venue;
let browser: Browser;
let owner: ApiClient;
let robin: { email: string; password: string; name: string };
let relay: Relay;
let opened: ConsolePage[] = [];
let templateId: string;

beforeAll(async () => {
  [venue, browser] = await Promise.all([Venue.open(), launchChromium()]);
  owner = await venue.owner(0);
  await venue.newOperator(owner, KIM.email);
  const account = venue.demo.users.find(({ role }) => role === 'operator');
  if (account === undefined) throw new Error('the demo has no operator');
  const me = await (await venue.operator(0)).call<{ user: { name: string } }>('GET', '/api/auth/me');
  robin = { ...account, name: me.user.name };
  relay = await startRelay({ host: '127.0.0.1', port: Number(new URL(venue.product.url).port) });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await venue?.close();
  await relay?.cut();
});

beforeEach(async () => {
  const made = await owner.call<TemplateView>('POST', '/api/templates', {
    name: 'Finish wall',
    from: { document: shapesTemplate() },
  });
  templateId = made.id;
});

afterEach(async () => {
  await Promise.all(opened.map((each) => each.close()));
  opened = [];
});

async function pageOf(account: typeof KIM, url = venue.product.url): Promise<Page> {
  const each = await signedIn(browser, url, account);
  opened.push(each);
  return each.page;
}

async function builderOf(account: typeof KIM, url?: string): Promise<Page> {
  const page = await pageOf(account, url);
  await page.goto(`/builder/${templateId}`);
  await page.getByRole('option', { name: /upright/ }).waitFor();
  return page;
}

const banner = (page: Page) => page.getByRole('region', { name: 'Who edits' });
const leftOf = (page: Page) => page.locator('[data-block-id="upright"]').getAttribute('aria-label');
const draft = () => owner.call<TemplateView>('GET', `/api/templates/${templateId}`);
const savedX = async () => (await draft()).draft.layouts[0]?.blocks.find(({ id }) => id === 'upright')?.box.x;

/** Move one block to the right by presses of a key. */
async function nudge(page: Page, times: number): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('[data-block-id="upright"]').focus();
  await page.keyboard.press('Tab');
  for (let count = 0; count < times; count += 1) await page.keyboard.press('ArrowRight');
}

describe('two people on one template', () => {
  it('the second looks on, sees what is saved, and takes over; the first is told and has lost nothing', async () => {
    const first = await builderOf(robin);
    const second = await builderOf(KIM);
    await banner(second).getByText(`${robin.name} edits this template. You see it as it is saved.`).waitFor();
    await first.getByRole('list', { name: 'Also here' }).getByText('Kim Vale').waitFor();
    await second.getByRole('list', { name: 'Also here' }).getByText(`${robin.name}, edits`).waitFor();
    // Nothing can be put on the canvas by whoever only looks on.
    expect(await first.getByRole('region', { name: 'Add' }).count()).toBe(1);
    expect(await second.getByRole('region', { name: 'Add' }).count()).toBe(0);
    expect(await axeFindings(second)).toEqual([]);
    if (process.env.P88_SHOTS) await second.screenshot({ path: `${process.env.P88_SHOTS}/presence.png` });

    await nudge(first, 2);
    await expect.poll(() => leftOf(second), { timeout: 10_000 }).toContain('left 202');
    await nudge(second, 3);
    expect(await leftOf(second)).toContain('left 202');

    await nudge(first, 1);
    await banner(second).getByRole('button', { name: 'Take over' }).click();
    await banner(first).getByText('Kim Vale has taken over. Your work is saved.').waitFor();
    await banner(second).waitFor({ state: 'hidden' });
    await expect.poll(() => leftOf(second), { timeout: 10_000 }).toContain('left 203');
    if (process.env.P88_SHOTS) await first.screenshot({ path: `${process.env.P88_SHOTS}/taken.png` });
    await nudge(second, 4);
    await expect.poll(savedX, { timeout: 10_000 }).toBe(207);
    await expect.poll(() => leftOf(first), { timeout: 10_000 }).toContain('left 207');
    expect(await first.getByRole('dialog').count()).toBe(0);
    expect(await second.getByRole('dialog').count()).toBe(0);
  });

  it('it is free again when the first leaves', async () => {
    const first = await builderOf(robin);
    const second = await builderOf(KIM);
    await banner(second).waitFor();
    await first.goto('/templates');
    await banner(second).waitFor({ state: 'hidden' });
    await nudge(second, 1);
    await expect.poll(savedX, { timeout: 10_000 }).toBe(201);
  });

  it('one person in two windows is told which of them edits', async () => {
    await builderOf(robin);
    const second = await builderOf(robin);
    await banner(second).getByText('You edit this template in another window.').waitFor();
    await banner(second).getByRole('button', { name: 'Edit here' }).click();
    await banner(second).waitFor({ state: 'hidden' });
  });

  it('without a connection both work on, and both versions are there afterwards', async () => {
    const near = venue.product.url.replace(/:\d+/, `:${relay.port}`);
    const first = await builderOf(robin, near);
    const second = await builderOf(KIM);
    await banner(second).waitFor();
    await relay.cut();
    await banner(second).waitFor({ state: 'hidden' });
    await nudge(first, 5);
    await first.getByText(/Offline, \d+ changes? kept on this device/).waitFor();
    await nudge(second, 9);
    await expect.poll(savedX, { timeout: 10_000 }).toBe(209);
    await relay.mend();
    await first.evaluate(() => window.dispatchEvent(new Event('online')));
    const dialog = first.getByRole('dialog');
    await dialog.getByText('By Kim Vale').waitFor();
    await dialog.getByRole('button', { name: 'Save mine as a copy' }).click();
    await expect.poll(() => leftOf(first), { timeout: 10_000 }).toContain('left 209');
    expect(await savedX()).toBe(209);
    const { items } = await owner.call<{ items: TemplateView[] }>('GET', '/api/templates?search=copy');
    const copy = await owner.call<TemplateView>('GET', `/api/templates/${items[0]?.id}`);
    expect(copy.draft.layouts[0]?.blocks.find(({ id }) => id === 'upright')?.box.x).toBe(205);
  });
});

describe('two operators of one display session', () => {
  it('take at the same moment: one after the other, and both stand in the audit log', async () => {
    const api = await venue.operator(0);
    const { id } = await api.call<{ id: string }>('POST', '/api/sessions/create', {
      name: 'One desk for two',
      mode: 'pre-race',
      templateId: 'finish-hero',
    });
    await api.call('PUT', `/api/sessions/${id}/roster`, { entries: [entryOf('1')] });
    const desks = [await pageOf(robin), await pageOf(KIM)];
    for (const desk of desks) {
      await desk.goto(`/sessions/${id}`);
      await desk.getByText('only you see it').waitFor();
    }
    await desks[0]?.getByRole('list', { name: 'Also here' }).getByText('Kim Vale').waitFor();
    const words = ['First wave at nine', 'Course is wet'];
    for (const [index, desk] of desks.entries()) {
      await desk.getByLabel('Message on all screens').fill(words[index] ?? '');
    }
    const answers = desks.map((desk) => desk.waitForResponse(/\/program$/));
    await Promise.all(desks.map((desk) => desk.keyboard.press('Enter')));
    const codes = await Promise.all(answers.map(async (answer) => (await answer).status()));
    expect([...codes].sort()).toEqual([200, 409]);
    const late = codes.indexOf(409);
    await desks[late]?.getByText(/Somebody else was first/).waitFor();
    // What is on air now is seen before it is taken anew.
    await desks[late]
      ?.getByText(words[1 - late] ?? '')
      .first()
      .waitFor();
    await desks[late]?.getByRole('button', { name: 'Take', exact: true }).click();
    await expect.poll(async () => (await changes(id)).length, { timeout: 10_000 }).toBe(2);
    expect((await changes(id)).map(({ after }) => (after as { message: string }).message)).toEqual([
      words[1 - late],
      words[late],
    ]);
    expect(new Set((await changes(id)).map(({ actor }) => actor.name)).size).toBe(2);
  });

  /** What the audit log tells of the program, oldest first. */
  async function changes(id: string): Promise<AuditEntryView[]> {
    const query = `/api/audit?action=on-air.changed&objectId=${id}`;
    const { items } = await owner.call<{ items: AuditEntryView[] }>('GET', query);
    return items.toSorted((one, other) => one.seq - other.seq);
  }
});
