import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { NewPartnerDialog } from '../../../features/platform/NewPartnerDialog.tsx';
import { PartnerList } from '../../../features/platform/PartnerList.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Surface } from '../../../ui/Surface.tsx';

/** All partners of the installation. */
export function PlatformPartnersPage() {
  const [creating, setCreating] = useState(false);
  return (
    <>
      <PageHeader
        title="Partners"
        subtitle="The timing companies that share this installation. None sees another."
        actions={
          <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
            New partner
          </Button>
        }
      />
      <Surface>
        <PartnerList onCreate={() => setCreating(true)} />
      </Surface>
      <NewPartnerDialog opened={creating} onClose={() => setCreating(false)} />
    </>
  );
}
