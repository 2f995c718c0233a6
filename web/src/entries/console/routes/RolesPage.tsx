import { Button } from '@mantine/core';
import type { RoleView } from '@project88/core/contract/team.ts';
import { IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { meQuery } from '../../../features/auth/api/me.ts';
import { RoleDialog } from '../../../features/roles/RoleDialog.tsx';
import { RoleOverview } from '../../../features/roles/RoleOverview.tsx';
import { useMay } from '../../../lib/me.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';

/** What each role may do, and the partner's own roles. */
export function RolesPage() {
  const queryClient = useQueryClient();
  const [edited, setEdited] = useState<RoleView | 'new' | null>(null);
  const mayEdit = useMay('roles.manage');
  return (
    <>
      <PageHeader
        title="Roles"
        subtitle="What each role may do. Built-in roles stay as they are; make your own when none of them fits."
        actions={
          mayEdit ? (
            <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited('new')}>
              New role
            </Button>
          ) : undefined
        }
      />
      <RoleOverview onEdit={setEdited} />
      <RoleDialog
        role={edited}
        onClose={() => setEdited(null)}
        onSaved={() => queryClient.invalidateQueries({ queryKey: meQuery.queryKey })}
      />
    </>
  );
}
