import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { ApiKeyList } from '../../../features/apiKeys/ApiKeyList.tsx';
import { NewApiKeyDialog } from '../../../features/apiKeys/NewApiKeyDialog.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Surface } from '../../../ui/Surface.tsx';

/** What programs sign in with. */
export function ApiKeysPage() {
  const [creating, setCreating] = useState(false);
  return (
    <>
      <PageHeader
        title="API keys"
        subtitle="What your programs sign in with. Each key may do only what you choose."
        actions={
          <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
            New API key
          </Button>
        }
      />
      <Surface>
        <ApiKeyList onCreate={() => setCreating(true)} />
      </Surface>
      <NewApiKeyDialog opened={creating} onClose={() => setCreating(false)} />
    </>
  );
}
