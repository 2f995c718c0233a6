import type { RoleView } from '@project88/core/contract/team.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { plural } from '../../lib/format.ts';
import { useMay } from '../../lib/me.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { Surface } from '../../ui/Surface.tsx';
import { useCompact } from '../../ui/useCompact.ts';
import { rolesQuery, useDeleteRole } from './api/roles.ts';
import { RoleCards } from './RoleCards.tsx';
import { RoleTable } from './RoleTable.tsx';

/** All roles and what each may do: a table, or cards on a phone. */
export function RoleOverview({ onEdit }: { onEdit: (role: RoleView) => void }) {
  const query = useQuery(rolesQuery);
  const compact = useCompact();
  const mayEdit = useMay('roles.manage');
  const [doomed, setDoomed] = useState<RoleView | null>(null);
  const Rows = compact ? RoleCards : RoleTable;
  return (
    <>
      <Surface>
        <QueryBoundary query={query} what="the roles" lines={10}>
          {({ items }) => <Rows roles={items} onEdit={mayEdit ? onEdit : null} onDelete={setDoomed} />}
        </QueryBoundary>
      </Surface>
      <DeleteDialog role={doomed} onClose={() => setDoomed(null)} />
    </>
  );
}

function DeleteDialog({ role, onClose }: { role: RoleView | null; onClose: () => void }) {
  const remove = useDeleteRole();
  const people = role?.people ?? 0;
  return (
    <ConfirmDialog
      opened={role !== null}
      onClose={onClose}
      title={`Delete the role ${role?.name ?? ''}`}
      action="Delete"
      tone="danger"
      request={remove}
      onConfirm={() => role?.id && remove.mutate(role.id, { onSuccess: onClose })}
    >
      {people > 0
        ? `${plural(people, 'person has', 'people have')} this role. Give them another one first.`
        : 'Nobody has this role. It cannot be brought back, but made again.'}
    </ConfirmDialog>
  );
}
