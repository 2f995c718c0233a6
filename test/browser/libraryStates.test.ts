import type { Page } from 'playwright-core';
import { DARK_DESK, type PageState, walkStates } from './support/walkStates.ts';

/** The library of templates in every state that it has, in both themes and three sizes. */

const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

const action = (name: string) => async (page: Page) => {
  await press('Actions for Finish gate')(page);
  await page.getByRole('menuitem', { name }).click();
};

const STATES: PageState[] = [
  { name: 'library', path: '/templates', shows: 'Finish gate' },
  {
    name: 'library of somebody new',
    path: '/templates',
    given: (data) => {
      data.library.templates = [];
    },
    shows: 'Ready-made',
  },
  {
    name: 'library that does not come',
    path: '/templates',
    given: (data) => {
      data.failing = ['/api/templates'];
    },
    shows: /Could not load/,
  },
  {
    name: 'template that nobody finds',
    path: '/templates',
    act: (page) => page.getByLabel('Search templates').fill('qqq'),
    shows: 'Show all',
  },
  {
    name: 'what can be done with a template',
    path: '/templates',
    act: press('Actions for Finish gate'),
    shows: 'Rename or move',
  },
  { name: 'rename a template', path: '/templates', act: action('Rename or move'), shows: 'Save' },
  { name: 'duplicate a template', path: '/templates', act: action('Duplicate'), shows: 'Cancel' },
  { name: 'delete a template', path: '/templates', act: action('Delete'), shows: 'Delete the template' },
  { name: 'new template', path: '/templates', act: press('New template'), shows: 'Cancel' },
  { name: 'import of a pack', path: '/templates', act: press('Import'), shows: 'Import a pack' },
  {
    name: 'pack that was looked at',
    path: '/templates',
    act: async (page) => {
      await press('Import')(page);
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'harbour.rdpack', mimeType: 'application/zip', buffer: Buffer.from('PK') });
    },
    shows: 'Block “Name”: moved 12 px right',
  },
];

walkStates('the library', STATES, DARK_DESK);
