import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { asAdministrator, PARTNER, PERSON } from './support/adminStates.ts';
import { type ConsolePage, openConsole } from './support/consolePage.ts';
import { adminId } from './support/fixtureAdmin.ts';
import { type FixtureServer, startFixtureServer } from './support/fixtureServer.ts';

/** What administrators do in the console, by keyboard and pointer, against a server that answers like the contract. */

let browser: Browser;
let server: FixtureServer;
let opened: ConsolePage;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  server = await startFixtureServer();
  opened = await openConsole(browser, server.url);
  page = opened.page;
});
afterEach(async () => {
  await opened.close();
  await server.close();
});

const button = (name: string | RegExp) => page.getByRole('button', { name });
const dialog = () => page.getByRole('dialog').last();

/** Press Tab until the element with this name has the focus: what cannot be reached so, is not reached by keyboard. */
async function tabTo(name: RegExp, most = 60): Promise<void> {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
      return element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '';
    });
    if (name.test(focused)) return;
  }
  throw new Error(`${name} was not reached with ${most} presses of Tab`);
}

describe('the team', () => {
  it('is looked through and changed without a pointer, and Escape closes one thing at a time', async () => {
    await page.goto('/team');
    await page.getByText('Maria-Theodora').first().waitFor();
    await tabTo(/Maria-Theodora/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/person=/);
    await button('Change role').waitFor();
    await tabTo(/^Change role$/);
    await page.keyboard.press('Enter');
    await page.getByText('Runs the races and the team').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Runs the races and the team').waitFor({ state: 'detached' });
    expect(await page.getByRole('dialog').count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => url.search === '');
    expect(server.requests).toEqual([]);
  });

  it('gives a person another role', async () => {
    await page.goto(`/team?person=${PERSON}`);
    await button('Change role').click();
    await page.getByRole('radio', { name: /^Operator/ }).click();
    await dialog().getByRole('button', { name: 'Change role' }).click();
    await page.getByText('has a new role').waitFor();
    expect(server.data.admin.members.find(({ id }) => id === PERSON)).toMatchObject({
      role: 'operator',
      customRole: null,
    });
  });

  it('says beside the roles that the last owner has to stay one', async () => {
    await page.goto(`/team?person=${adminId('c000', 1)}`);
    await button('Change role').click();
    await page.getByRole('radio', { name: /^Viewer/ }).click();
    await dialog().getByRole('button', { name: 'Change role' }).click();
    await dialog().getByText('A partner needs at least one owner who can sign in.').waitFor();
  });

  it('shows the link of an invitation once, and says which field is wrong', async () => {
    await page.goto('/team');
    await button('Invite').click();
    await page.getByLabel('E-mail').fill('dana@harbour.test');
    await page.getByRole('radio', { name: /^Announcer/ }).click();
    await dialog().getByRole('button', { name: 'Invite' }).click();
    await dialog().getByText('Somebody has an account with this e-mail address.').waitFor();
    expect(await page.getByLabel('E-mail').evaluate((field) => field === document.activeElement)).toBe(true);
    await page.getByLabel('E-mail').fill('new@harbour.test');
    await page.keyboard.press('Enter');
    await page.getByText(/invitation#Vx3mQ8rT/).waitFor();
    await page.keyboard.press('Escape');
    await page.mouse.click(5, 5);
    expect(await page.getByText(/invitation#Vx3mQ8rT/).isVisible()).toBe(true);
    await button('I have copied it').click();
    await page.getByText(/invitation#Vx3mQ8rT/).waitFor({ state: 'detached' });
    await page.getByText('new@harbour.test').waitFor();
    expect(server.data.admin.invitations[0]).toMatchObject({ role: 'announcer' });
  });

  it('of the platform is invited to, too, with the role that it has', async () => {
    asAdministrator(server.data);
    await page.goto('/team');
    await button('Invite').click();
    await page.getByLabel('E-mail').fill('new@platform.test');
    await dialog().getByRole('button', { name: 'Invite' }).click();
    await page.getByText(/invitation#Vx3mQ8rT/).waitFor({ timeout: 5_000 });
    expect(server.data.admin.invitations[0]).toMatchObject({ role: 'platform-admin' });
  });

  it('nobody is invited to without a role', async () => {
    server.data.failing = ['GET /api/roles'];
    await page.goto('/team');
    await button('Invite').click();
    await page.getByLabel('E-mail').fill('new@harbour.test');
    expect(await dialog().getByRole('button', { name: 'Invite' }).isDisabled()).toBe(true);
  });

  it('shows no link that was sent by e-mail', async () => {
    server.data.admin.mails = true;
    await page.goto(`/team?person=${PERSON}`);
    await button('Make a reset link').click();
    await button('Make the link').click();
    await page.getByText(/Sent to maria-theodora/).waitFor();
    expect(await page.getByText(/reset#/).count()).toBe(0);
  });

  it('blocks a person, signs them out and takes an invitation back', async () => {
    await page.goto(`/team?person=${PERSON}`);
    await button('End all').click();
    await dialog().getByRole('button', { name: 'End all logins' }).click();
    await page.getByText('Nowhere at the moment.').waitFor();
    await button('Block').click();
    await page
      .getByRole('dialog', { name: /^Block / })
      .getByRole('button', { name: 'Block' })
      .click();
    await page.getByText(/is blocked and cannot sign in/).waitFor();
    await page.keyboard.press('Escape');
    await button('Take the invitation of lena.brandt@harbour.test back').click();
    await dialog().getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('Lena Brandt').waitFor({ state: 'detached' });
  });
});

describe('roles', () => {
  it('are made with a name that is free, and are then a column of the table', async () => {
    await page.goto('/roles');
    await button('New role').click();
    await page.getByLabel('Name', { exact: true }).fill('Start list desk');
    await page.getByRole('checkbox', { name: 'Read the audit log and verify it' }).check();
    await button('Create').click();
    await dialog().getByText('There is a role with this name.').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Auditor');
    await page.keyboard.press('Enter');
    await page.getByRole('columnheader', { name: /Auditor/ }).waitFor();
    expect(server.data.admin.customRoles.at(-1)?.permissions).toEqual(['audit.view']);
  });

  it('cannot give what one does not have', async () => {
    const { me } = server.data;
    me.permissions = me.permissions.filter((each) => each !== 'audit.export');
    await page.goto('/roles');
    await button('New role').click();
    expect(await page.getByRole('checkbox', { name: /Take the audit log out/ }).isDisabled()).toBe(true);
    expect(await page.getByRole('checkbox', { name: /Read the audit log/ }).isDisabled()).toBe(false);
  });

  it('in use are not deleted, and the server’s sentence says why', async () => {
    await page.goto('/roles');
    await button(/Actions for the role/).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await dialog().getByRole('button', { name: 'Delete' }).click();
    await dialog().getByText('People with this role: 1.').waitFor();
  });
});

describe('API keys', () => {
  it('are shown once, with the networks that were typed', async () => {
    await page.goto('/api-keys');
    await button('New API key').click();
    await page.getByLabel('Name', { exact: true }).fill('Weather');
    await page.getByRole('checkbox', { name: 'See timing sessions and their reads' }).check();
    await page.getByLabel('Expires').selectOption('Never');
    await page.getByText(/works until somebody revokes it/).waitFor();
    await page.getByLabel('Allowed networks').fill('192.0.2.7\n2001:db8::/48');
    await button('Create').click();
    await page.getByText(/^p88_n6rw3fdx_Qk8/).waitFor();
    await page.keyboard.press('Escape');
    await page.mouse.click(5, 5);
    expect(await page.getByText(/^p88_n6rw3fdx_Qk8/).isVisible()).toBe(true);
    await button('I have stored it').click();
    await page.getByText(/^p88_n6rw3fdx_Qk8/).waitFor({ state: 'detached' });
    expect(server.data.admin.apiKeys[0]).toMatchObject({
      name: 'Weather',
      permissions: ['timing.view'],
      allowList: ['192.0.2.7', '2001:db8::/48'],
      expiresAt: null,
    });
  });

  it('are revoked only when their name is typed', async () => {
    await page.goto('/api-keys');
    await button('Actions for the key Weather board').click();
    await page.getByRole('menuitem', { name: 'Revoke' }).click();
    const revoke = dialog().getByRole('button', { name: 'Revoke' });
    await page.getByLabel(/^Type/).fill('Weather boar');
    expect(await revoke.isDisabled()).toBe(true);
    await page.keyboard.type('d');
    await page.keyboard.press('Enter');
    await page.getByText('Weather board', { exact: true }).waitFor({ state: 'detached' });
    expect(server.data.admin.apiKeys.map(({ name }) => name)).not.toContain('Weather board');
  });
});

describe('the audit log', () => {
  const rows = () => page.getByRole('list', { name: 'Entries' }).getByRole('listitem');
  const scrollToEnd = () => page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));

  it('keeps few rows in the page while ten thousand are scrolled through', async () => {
    await page.goto('/audit');
    await rows().first().waitFor();
    const asked: string[] = [];
    page.on('request', (request) => request.url().includes('cursor=') && asked.push(request.url()));
    for (let screens = 0; screens < 12; screens += 1) {
      const before = asked.length;
      await expect.poll(() => scrollToEnd().then(() => asked.length)).toBeGreaterThan(before);
    }
    expect(await rows().count()).toBeLessThan(80);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('has its filter in the address, by hand and from an entry', async () => {
    await page.goto('/audit');
    await page.getByLabel('What').selectOption('Gave a command on air');
    await page.waitForURL(/action=on-air.command/);
    await page.getByLabel('From').fill('2020-01-01');
    await page.waitForURL(/from=2020-01-01/);
    await rows().getByText('gave a command on air').first().click();
    await button('All by Ioannis Papadakis').click();
    await page.waitForURL(/actorId=/);
    expect(await page.getByLabel('Who').locator('option:checked').textContent()).toBe('Ioannis Papadakis');
    await button('Clear').click();
    await page.waitForURL((url) => url.search === '');
    await rows().getByText('rotated secrets of the installation').first().waitFor();
  });

  it('tells in an entry what was there before and what came', async () => {
    await page.goto('/audit?action=member.changed');
    await rows().first().getByRole('button').focus();
    await page.keyboard.press('Enter');
    const changed = page.getByRole('row', { name: /disabled/ });
    await changed.waitFor();
    expect(await changed.locator('del').textContent()).toBe('no');
    expect(await changed.locator('ins').textContent()).toBe('yes');
  });

  it('is taken out with the filter that is shown', async () => {
    await page.goto('/audit?action=role.made');
    await button('Export').click();
    const link = page.getByRole('menuitem', { name: /CSV/ });
    expect(await link.getAttribute('href')).toBe('/api/audit/export?action=role.made&format=csv');
  });

  it('goes on after a page of it failed', async () => {
    await page.goto('/audit');
    await rows().first().waitFor();
    server.data.failing = ['GET /api/audit'];
    await scrollToEnd();
    await page.getByText('Older entries could not be loaded.').waitFor({ timeout: 15_000 });
    server.data.failing = [];
    await button('Try again').click();
    await page.getByText('Older entries could not be loaded.').waitFor({ state: 'detached' });
  });
});

describe('the settings', () => {
  it('save what was changed, and say which line is wrong', async () => {
    await page.goto('/settings');
    await page.getByLabel(/minutes without use/).fill('3');
    await page.getByText('A whole number from 5 to 720').waitFor();
    await page.getByLabel(/minutes without use/).fill('45');
    await page.getByRole('checkbox', { name: /Everybody needs a second factor/ }).check();
    await page.getByText(/1 person has none yet: Maria-Theodora/).waitFor();
    await page.getByRole('region', { name: 'Sign-in' }).getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(server.data.admin.partner).toMatchObject({ loginIdleMinutes: 45, requireSecondFactor: true });
  });
});

describe('the platform', () => {
  beforeEach(() => asAdministrator(server.data));

  it('makes a partner and shows the invitation of its owner once', async () => {
    await page.goto('/platform/partners');
    await button('New partner').click();
    await page.getByLabel('Name', { exact: true }).fill('Lakeside Läufe');
    expect(await page.getByLabel('Short name').inputValue()).toBe('lakeside-laufe');
    await page.getByLabel('Short name').fill('fjord');
    await page.getByLabel('E-mail of the owner').fill('noor@lakeside.test');
    await page.keyboard.press('Enter');
    await dialog().getByText('There is a partner with this name.').waitFor();
    await page.getByLabel('Short name').fill('lakeside');
    await page.keyboard.press('Enter');
    await page.getByText(/invitation#Vx3mQ8rT/).waitFor();
    await button('I have copied it').click();
    await page.getByRole('link', { name: 'Lakeside Läufe' }).waitFor();
  });

  it('suspends with a reason, deletes with the short name, and restores', async () => {
    await page.goto(`/platform/partners/${PARTNER}`);
    await button('Suspend').click();
    expect(await dialog().getByRole('button', { name: 'Suspend' }).isDisabled()).toBe(true);
    await page.getByLabel('Reason').fill('Stolen laptop');
    await dialog().getByRole('button', { name: 'Suspend' }).click();
    await page.getByText(/Suspended since .*Stolen laptop/).waitFor();
    await button('Delete').click();
    await page.getByLabel(/^Type/).fill('harbour');
    await page.keyboard.press('Enter');
    await page.getByText(/All data is removed on/).waitFor();
    await button('Restore').click();
    await dialog().getByRole('button', { name: 'Restore' }).click();
    await page.getByText('Not planned').waitFor();
  });

  it('changes quotas; an empty one is the installation’s own', async () => {
    await page.goto(`/platform/partners/${PARTNER}`);
    await page.getByLabel('Display links').fill('');
    await page.getByLabel('API keys').fill('12');
    await button('Save').click();
    await page.getByText('Saved.').waitFor();
    expect(server.data.admin.partners[0]?.quotas).toEqual({ displaySessions: 20, apiKeys: 12 });
  });

  it('looks into the data of a partner with a reason, and begins at the first page', async () => {
    await page.goto(`/platform/partners/${PARTNER}`);
    await button(/Look into the data/).click();
    await page.getByLabel('Reason').fill('A stream is missing');
    await page.getByLabel('For', { exact: true }).selectOption('30 minutes');
    const [visit] = await Promise.all([
      page.waitForRequest(/\/visit$/),
      page.waitForEvent('load'),
      button('Begin the visit').click(),
    ]);
    expect(visit.postDataJSON()).toEqual({ reason: 'A stream is missing', minutes: 30 });
  });

  it('finds people while one types, and blocks and unblocks them', async () => {
    await page.goto('/platform/users');
    await page.getByLabel('Search people').fill('ioannis');
    await page.waitForURL(/search=ioannis/);
    await page.getByText('Kwame Asante').waitFor({ state: 'detached' });
    await button('Block Ioannis Papadakis').click();
    await page
      .getByRole('dialog', { name: /^Block / })
      .getByRole('button', { name: 'Block' })
      .click();
    await button('Unblock Ioannis Papadakis').waitFor();
    expect(server.requests.at(-1)).toBe(`PATCH /api/platform/users/${adminId('c000', 11)}`);
  });
});
