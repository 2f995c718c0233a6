import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { PERSON } from './support/adminStates.ts';
import { consoleCase } from './support/consoleCase.ts';
import { adminId } from './support/fixtureAdmin.ts';

/** Lists that do not fit into the server's first page. */

const MANY = 250;

const t = consoleCase();

const button = (name: string) => t.page.getByRole('button', { name });

/** `count` rows like `like`, each with an own identifier. */
function many<T extends { id: string }>(like: T, kind: string, count = MANY): T[] {
  return Array.from({ length: count }, (_, index) => ({ ...like, id: adminId(kind, index + 100) }));
}

/** No page but the first comes any more, until the returned function is called. */
async function cutAfterFirstPage(path: string): Promise<() => Promise<void>> {
  const pattern = new RegExp(`${path}\\?.*cursor=`);
  await t.page.route(pattern, (route) => route.abort());
  return () => t.page.unroute(pattern);
}

describe('a team of hundreds', () => {
  beforeEach(() => {
    const { members } = t.server.data.admin;
    const [, , lacking] = members;
    if (lacking === undefined) throw new Error('The fixture has no person without a second factor');
    const rest = many({ ...lacking, name: 'Someone' }, 'c100').map((each, index) => ({
      ...each,
      name: `Person ${index + 1}`,
      disabled: false,
    }));
    t.server.data.admin.members = [...members, ...rest];
  });

  it('shows a person who stands on its last page', async () => {
    await t.page.goto(`/team?person=${adminId('c100', MANY + 99)}`);
    await t.page.getByRole('heading', { name: `Person ${MANY}` }).waitFor({ timeout: 10_000 });
    await button('Make a reset link').waitFor();
  });

  it('does not say that a person is gone because the next page did not come', async () => {
    const restore = await cutAfterFirstPage('/api/team');
    await t.page.goto(`/team?person=${adminId('c100', MANY + 99)}`);
    const sheet = t.page.getByRole('dialog');
    await sheet.getByText('The next rows could not be loaded.').waitFor({ timeout: 15_000 });
    expect(await t.page.getByText('This person is not in the team').count()).toBe(0);
    await restore();
    await sheet.getByRole('button', { name: 'Try again' }).click();
    await button('Make a reset link').waitFor();
  });

  it('says who is in no team, after all pages were looked through', async () => {
    await t.page.goto('/team?person=nobody');
    await t.page.getByText('This person is not in the team').waitFor();
    await t.page.getByText(`Person ${MANY}`, { exact: true }).waitFor({ state: 'attached' });
  });

  it('is counted to its end when everybody shall have a second factor', async () => {
    await t.page.goto('/settings');
    await t.page.getByRole('checkbox', { name: /Everybody needs a second factor/ }).check();
    await t.page.getByText(`${MANY + 1} people have none yet`).waitFor({ timeout: 10_000 });
    expect(await t.page.getByText('At least').count()).toBe(0);
  });

  it('is not said to be counted to its end when the next page did not come', async () => {
    await cutAfterFirstPage('/api/team');
    await t.page.goto('/settings');
    await t.page.getByRole('checkbox', { name: /Everybody needs a second factor/ }).check();
    await t.page.getByText(/^At least \d\d people have none yet/).waitFor({ timeout: 10_000 });
  });
});

describe('the logins of a person', () => {
  it('have the names of devices, and go on behind the first page', async () => {
    const [login] = t.server.data.admin.logins;
    if (login === undefined) throw new Error('The fixture has no login');
    t.server.data.admin.logins = many(login, 'd250', 120);
    await t.page.goto(`/team?person=${PERSON}`);
    const rows = t.page.getByRole('dialog').getByRole('listitem');
    await t.page.getByText('Firefox on Windows', { exact: true }).first().waitFor({ timeout: 10_000 });
    expect(await rows.count()).toBe(100);
    await t.page.getByRole('dialog').getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => rows.count()).toBe(120);
  });
});

describe('display sessions by the hundred', () => {
  it('are shown page by page, and the list says when the next did not come', async () => {
    t.server.data.sessions = many(t.server.data.sessions[0] as DisplaySessionView, 'b100', 120);
    await t.page.goto('/sessions');
    const rows = t.page.getByRole('row', { name: /Finish line/ });
    await rows.first().waitFor();
    const restore = await cutAfterFirstPage('/api/sessions');
    await button('Show more').click();
    await t.page.getByText('The next rows could not be loaded.').waitFor({ timeout: 15_000 });
    await restore();
    await button('Try again').click();
    await expect.poll(() => rows.count()).toBe(120);
  });
});
