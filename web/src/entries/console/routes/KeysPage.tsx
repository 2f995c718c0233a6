import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { NewKeyDialog } from '../../../features/timingKeys/NewKeyDialog.tsx';
import { TimingKeyList } from '../../../features/timingKeys/TimingKeyList.tsx';
import { useMay } from '../../../lib/me.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Surface } from '../../../ui/Surface.tsx';

export function KeysPage() {
  const [creating, setCreating] = useState(false);
  const mayManage = useMay('timing-keys.manage');
  return (
    <>
      <PageHeader
        title="Timing keys"
        subtitle="What timing software signs in with, so that its reads reach you and nobody else."
        actions={
          mayManage && (
            <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
              New timing key
            </Button>
          )
        }
      />
      <Surface>
        <TimingKeyList onCreate={mayManage ? () => setCreating(true) : null} />
      </Surface>
      <NewKeyDialog opened={creating} onClose={() => setCreating(false)} />
    </>
  );
}
