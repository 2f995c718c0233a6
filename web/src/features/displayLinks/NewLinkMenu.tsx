import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useGenerateLink } from './api/displayLinks.ts';

/** A race day. */
export const USUAL_LIFE_HOURS = 24;

const LIVES = [
  { hours: USUAL_LIFE_HOURS, label: 'For 24 hours' },
  { hours: 72, label: 'For 3 days' },
  { hours: 720, label: 'For 30 days' },
];

/** Make a link for one of the usual lives. */
export function NewLinkMenu({ displaySessionId }: { displaySessionId: string }) {
  const generate = useGenerateLink(displaySessionId);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} loading={generate.isPending}>
          New link
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {LIVES.map(({ hours, label }) => (
          <Menu.Item key={hours} onClick={() => generate.mutate(hours)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
