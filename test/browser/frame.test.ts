import { describe, expect, it } from 'vitest';
import { consoleCase } from './support/consoleCase.ts';
import { fixtureMe } from './support/fixtureAccount.ts';

/** What stands around every page of the console, and for whom. */

const MINUTE_MS = 60_000;
const t = consoleCase();

describe('the frame', () => {
  it('a platform administrator begins with the partners', async () => {
    t.server.data.me = fixtureMe(Date.now(), 'platform-admin');
    await t.page.goto('/');
    await t.page.waitForURL(/\/platform\/partners$/);
    expect(await t.page.getByRole('link', { name: 'Displays' }).count()).toBe(0);
  });

  it('a visit is ended on every page, and its data is gone with it', async () => {
    const endsAt = new Date(Date.now() + 3_600_000).toISOString();
    t.server.data.me = {
      ...fixtureMe(Date.now(), 'platform-admin'),
      permissions: ['displays.view'],
      visit: { reason: 'Ticket 4711', endsAt, home: 'Platform' },
    };
    await t.page.goto('/sessions');
    await t.page.getByText('Ticket 4711').waitFor();
    expect(await t.page.getByRole('link', { name: 'New display session' }).count()).toBe(0);
    t.server.data.me.permissions = ['platform.partners'];
    await t.page.getByRole('button', { name: 'End visit' }).click();
    await t.page.waitForURL(/\/platform\/partners$/);
    expect(t.server.requests).toContain('POST /api/platform/visit/end');
  });

  it('a visit that is over by this clock and not by the server’s goes on, until the server ends it', async () => {
    await t.page.clock.install();
    t.server.data.me = {
      ...fixtureMe(Date.now(), 'platform-admin'),
      permissions: ['timing.view'],
      visit: { reason: 'Ticket 4711', endsAt: new Date(Date.now() - 1_000).toISOString(), home: 'Platform' },
    };
    let loads = 0;
    t.page.on('load', () => {
      loads += 1;
    });
    await t.page.goto('/timing');
    await t.page.getByText('Ticket 4711').waitFor();
    await Promise.all([t.page.waitForRequest(/auth\/me$/), t.page.clock.runFor(MINUTE_MS)]);
    expect(await t.page.getByText('Ticket 4711').isVisible()).toBe(true);
    expect(loads).toBe(1);
    t.server.data.me = fixtureMe(Date.now(), 'platform-admin');
    await Promise.all([t.page.waitForRequest(/auth\/me$/), t.page.clock.runFor(MINUTE_MS)]);
    await t.page.waitForURL(/\/platform\/partners$/);
    expect(loads).toBe(2);
  });

  it('a part of a page is closed to whom the page is closed', async () => {
    t.server.data.me.permissions = ['displays.view'];
    await t.page.goto('/timing/0190b000-0000-7000-8000-000000000001');
    await t.page.getByText('Your role does not open this page').waitFor();
  });

  it('a viewer looks and gets no button that the server would refuse', async () => {
    t.server.data.me = fixtureMe(Date.now(), 'viewer');
    await t.page.goto('/sessions/0190b000-0000-7000-8000-000000000001');
    await t.page
      .getByText(/Freifrau von Hohenstein/)
      .first()
      .waitFor();
    const buttons = await t.page
      .locator('main button')
      .evaluateAll((all) =>
        all.map((button) => button.getAttribute('aria-label') ?? button.textContent ?? ''),
      );
    expect(buttons).not.toEqual([]);
    expect(buttons.filter((name) => !/^(Copy|Show|View)|fps/.test(name))).toEqual([]);
  });

  it('places that do not fit a phone are under More, by touch and by keyboard', async () => {
    await t.page.setViewportSize({ width: 390, height: 844 });
    await t.page.goto('/account');
    const audit = t.page.getByRole('link', { name: 'Audit log' });
    await t.page.getByRole('button', { name: 'More' }).first().click();
    await audit.waitFor();
    await t.page.keyboard.press('Escape');
    await audit.waitFor({ state: 'hidden' });
    await t.page.getByRole('button', { name: 'More' }).focus();
    await t.page.keyboard.press('Enter');
    await audit.focus();
    await t.page.keyboard.press('Enter');
    await t.page.waitForURL(/\/audit/);
    await audit.waitFor({ state: 'hidden' });
  });
});
