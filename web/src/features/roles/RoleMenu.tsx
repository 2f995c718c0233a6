import { ActionIcon, Menu } from '@mantine/core';
import type { RoleView } from '@project88/core/contract/team.ts';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';

interface RoleMenuProps {
  role: RoleView;
  onEdit: () => void;
  onDelete: () => void;
}

/** Change or delete a role of one's own. */
export function RoleMenu({ role, onEdit, onDelete }: RoleMenuProps) {
  return (
    // Outside of the table, which scrolls and would cut it off, but inside the page's landmark.
    <Menu position="bottom-end" width={160} withinPortal portalProps={{ target: '#main' }}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={`Actions for the role ${role.name}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={onEdit}>
          Change
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={16} />} c="var(--p88-bad)" onClick={onDelete}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
