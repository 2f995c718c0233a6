import { Button, Stack } from '@mantine/core';
import type { AssetView } from '@project88/core/contract/assets.ts';
import { IconWorldDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { PictureLibrary } from '../../../features/assets/PictureLibrary.tsx';
import { PictureSheet } from '../../../features/assets/PictureSheet.tsx';
import { PictureUsage } from '../../../features/assets/PictureUsage.tsx';
import { StyleImportDialog } from '../../../features/assets/StyleImportDialog.tsx';
import { useMay } from '../../../lib/me.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';

/** The partner's pictures. */
export function PicturesPage() {
  const mayEdit = useMay('templates.edit');
  const [opened, setOpened] = useState<AssetView | null>(null);
  const [importing, setImporting] = useState(false);
  return (
    <>
      <PageHeader
        title="Pictures"
        subtitle="Logos and backgrounds for templates. Everybody of the partner sees them."
        actions={
          mayEdit && (
            <Button
              variant="default"
              leftSection={<IconWorldDownload size={16} />}
              onClick={() => setImporting(true)}
            >
              From a website
            </Button>
          )
        }
      />
      <Stack>
        <PictureLibrary onOpen={setOpened} />
        <Panel title="Room">
          <PictureUsage />
        </Panel>
      </Stack>
      {opened && <PictureSheet key={opened.id} asset={opened} onClose={() => setOpened(null)} />}
      <StyleImportDialog opened={importing} onClose={() => setImporting(false)} />
    </>
  );
}
