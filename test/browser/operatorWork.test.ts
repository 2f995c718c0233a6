import { describe, expect, it } from 'vitest';
import { consoleCase } from './support/consoleCase.ts';
import { openConsole } from './support/consolePage.ts';

/** What operators and announcers do on race day, by pointer and by keyboard. */

const FIRST = '/sessions/0190b000-0000-7000-8000-000000000001';
const t = consoleCase();

const button = (name: string | RegExp) => t.page.getByRole('button', { name });

const takeButton = () => t.page.getByRole('button', { name: 'Take', exact: true });

/** The desk is there and takes keys. */
async function openDesk(): Promise<void> {
  await t.page.goto(FIRST);
  await t.page.getByText('only you see it').waitFor();
}

describe('what is on air', () => {
  it('is prepared, looked at and taken, by keyboard alone', async () => {
    await openDesk();
    await t.page.keyboard.press('2');
    await t.page.keyboard.press('Enter');
    await expect.poll(() => t.server.data.program.program.template.id).toBe('announcer-list');
    expect(t.server.data.program.program.programRev).toBe(5);
    await expect.poll(() => takeButton().isDisabled()).toBe(true);
  });

  it('a message is on all screens until it is taken off', async () => {
    await openDesk();
    await t.page.getByLabel('Message on all screens').fill('Course closes at 14:30');
    await t.page.keyboard.press('Enter');
    await t.page.getByText('Course closes at 14:30').first().waitFor();
    expect(t.server.data.program.program.message).toBe('Course closes at 14:30');
    await button('Take the message off').click();
    await expect.poll(() => t.server.data.program.program.message).toBeNull();
  });

  it('rests everywhere at one stroke, and goes on at the next', async () => {
    await openDesk();
    await t.page.keyboard.press('r');
    await t.page.getByText('Put to rest').waitFor();
    expect(t.server.data.program.program.resting).toBe(true);
    await t.page.keyboard.press('r');
    await expect.poll(() => t.server.data.program.program.resting).toBe(false);
  });

  it('the second of two operators learns who was first, and takes again', async () => {
    await openDesk();
    await t.page.keyboard.press('2');
    t.server.data.program.overtaken = true;
    await t.page.keyboard.press('Enter');
    await t.page.getByText(/Somebody else was first/).waitFor();
    expect(t.server.data.program.program.template.id).toBe('finish-hero');
    t.server.data.program.overtaken = false;
    await takeButton().click();
    await expect.poll(() => t.server.data.program.program.template.id).toBe('announcer-list');
  });

  it('letters do nothing when they are switched off', async () => {
    await openDesk();
    await t.page.keyboard.press('?');
    await t.page.getByRole('switch', { name: /Letters and numbers/ }).click();
    await t.page.keyboard.press('Escape');
    await t.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await t.page.keyboard.press('r');
    await t.page.keyboard.press(' ');
    await expect.poll(() => t.server.data.program.orders).toEqual(['POST /command {"action":"next"}']);
    expect(t.server.data.program.program.resting).toBe(false);
  });
});

describe('the queue', () => {
  it('brings somebody on at once, and skips somebody', async () => {
    await openDesk();
    const queue = t.page.getByRole('list', { name: 'Queue' });
    await queue.getByRole('button', { name: /^Actions for 138/ }).click();
    await t.page.getByRole('menuitem', { name: 'Show now' }).click();
    await queue.getByRole('button', { name: /^Actions for 139/ }).click();
    await t.page.getByRole('menuitem', { name: 'Skip' }).click();
    await expect
      .poll(() => t.server.data.program.orders)
      .toEqual([
        'POST /command {"action":"show","cardId":38}',
        'POST /command {"action":"skip","cardId":39}',
      ]);
  });

  it('a runner becomes a VIP with something to say', async () => {
    await openDesk();
    await button(/^Actions for 137/)
      .first()
      .click();
    await t.page.getByRole('menuitem', { name: 'VIP and notes' }).click();
    await t.page.getByLabel('VIP').check();
    await t.page.getByLabel('How the name is said').fill('shi-VAWN');
    await button('Save').click();
    await t.page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(t.server.data.program.notes).toEqual([
      { bib: '137', vip: true, note: '', pronunciation: 'shi-VAWN' },
    ]);
  });
});

describe('screens', () => {
  it('get a name and a message of their own, and obey', async () => {
    await openDesk();
    await button(/Tower left/).click();
    await t.page.getByLabel('Name', { exact: true }).fill('Bridge');
    await t.page.getByLabel('Message on this screen alone').fill('Volunteers to the left');
    await button('Save').click();
    await t.page.getByText('The screen follows.').waitFor();
    await t.page.getByRole('dialog').getByRole('button', { name: 'Identify' }).click();
    await expect.poll(() => t.server.data.program.orders.length).toBe(2);
    const [change = '', identify] = t.server.data.program.orders;
    expect(change).toContain('PATCH /screens/tower-left-01');
    expect(JSON.parse(change.slice(change.indexOf('{')))).toMatchObject({
      name: 'Bridge',
      message: 'Volunteers to the left',
      templateId: null,
    });
    expect(identify).toBe('POST /screens/tower-left-01/identify');
  });

  it('are frozen for the event, and a TV is paired by its code', async () => {
    await openDesk();
    await t.page.getByRole('switch', { name: /Event is frozen/ }).click();
    await expect.poll(() => t.server.data.program.frozen).toBe(true);
    await button('Pair a TV').click();
    await t.page.getByLabel('Code on the TV').fill('harbor');
    await t.page.getByLabel('Name of the screen').fill('Expo hall');
    await t.page.getByRole('dialog').getByRole('button', { name: 'Pair' }).click();
    await t.page.getByText('The TV opens this display session.').waitFor();
    expect(t.server.data.program.orders).toContain('POST /pair {"code":"HARBOR","name":"Expo hall"}');
  });
});

describe('announcers', () => {
  it('tick who was called, and see what the other one has called', async () => {
    await t.page.goto(`${FIRST}/announcer`);
    const other = await openConsole(t.browser, t.server.url);
    await other.page.goto(`${FIRST}/announcer`);
    await t.page.getByRole('checkbox', { name: /^140 / }).check();
    await expect.poll(() => other.page.getByRole('checkbox', { name: /^140 / }).isChecked()).toBe(true);
    await other.page.getByRole('checkbox', { name: /^140 / }).uncheck();
    await expect.poll(() => t.page.getByRole('checkbox', { name: /^140 / }).isChecked()).toBe(false);
    await other.close();
  });

  it('find a runner by a few letters without touching the mouse', async () => {
    await t.page.goto(`${FIRST}/announcer`);
    await t.page.getByText('Just in').waitFor();
    await t.page.keyboard.press('/');
    await t.page.keyboard.type('fitz');
    await t.page.getByText('Limerick, IRL · Shannon Harriers · age 34 · F30-39').first().waitFor();
    await t.page.getByText('10:42:17').waitFor();
    await t.page.keyboard.press('Escape');
    await t.page.getByText('Just in').waitFor();
  });

  it('keep the size of their text', async () => {
    await t.page.goto(`${FIRST}/announcer`);
    const size = () =>
      t.page
        .getByText('Eleni Marinou')
        .first()
        .evaluate((element) => getComputedStyle(element).fontSize);
    await t.page.getByText('A++').click();
    await expect.poll(size).toBe('40px');
    await t.page.reload();
    await expect.poll(size).toBe('40px');
  });
});

describe('display sessions of a season', () => {
  it('are found by name, and the search stands in the address', async () => {
    await t.page.goto('/sessions');
    await t.page.getByLabel('Search display sessions').fill('announcer');
    await t.page.getByText('Finish line, main screen').waitFor({ state: 'hidden' });
    await t.page.getByText(/Announcer desk at the harbour/).waitFor();
    await t.page.waitForURL(/search=announcer/);
    await t.page.getByLabel('Search display sessions').fill('zzz');
    await button('Show all').click();
    await t.page.getByText('Finish line, main screen').waitFor();
  });

  it('have a history: everything that was done with them and on their screens, by whom', async () => {
    await t.page.goto(FIRST);
    await button(/More actions/).click();
    await t.page.getByRole('menuitem', { name: 'History' }).click();
    await t.page.waitForURL(/\/audit\?.*objectId=/);
    expect(t.page.url()).toContain(FIRST.slice('/sessions/'.length));
  });

  it('are copied, archived and kept as a preset for the next', async () => {
    await t.page.goto(FIRST);
    await button(/More actions/).click();
    await t.page.getByRole('menuitem', { name: 'Save as preset' }).click();
    await t.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await t.page.getByText('The preset is offered for new display sessions.').waitFor();
    await button(/More actions/).click();
    await t.page.getByRole('menuitem', { name: 'Archive' }).click();
    await t.page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click();
    await expect.poll(() => t.server.data.sessions[0]?.archived).toBe(true);
    await t.page.goto('/sessions/new');
    await t.page.getByRole('combobox', { name: 'Begin with a preset' }).click();
    await t.page.getByRole('option', { name: 'Finish line, main screen' }).click();
    expect(await t.page.getByRole('radio', { name: /Results/ }).isChecked()).toBe(true);
  });
});
