import { ALL_PERMISSIONS } from '@project88/core/contract/permissions.ts';
import { expect, it } from 'vitest';
import { permissionGroups } from './permissionGroups.ts';

it('every permission is in exactly one group, so that none is missing on a page', () => {
  const grouped = permissionGroups(new Set(ALL_PERMISSIONS)).flatMap(({ permissions }) => permissions);
  expect([...grouped].sort()).toEqual([...ALL_PERMISSIONS].sort());
});

it('leaves out what is not shown, and groups that are empty then', () => {
  expect(permissionGroups(new Set(['audit.view', 'displays.view']))).toEqual([
    { name: 'Displays', permissions: ['displays.view'] },
    { name: 'Audit log', permissions: ['audit.view'] },
  ]);
});
