import { Stack } from '@mantine/core';
import type { AssetView } from '@project88/core/contract/assets.ts';
import { useState } from 'react';
import { PictureLibrary } from '../../../features/assets/PictureLibrary.tsx';
import { PictureSheet } from '../../../features/assets/PictureSheet.tsx';
import { PictureUsage } from '../../../features/assets/PictureUsage.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';

/** The partner's pictures. */
export function PicturesPage() {
  const [opened, setOpened] = useState<AssetView | null>(null);
  return (
    <>
      <PageHeader
        title="Pictures"
        subtitle="Logos and backgrounds for templates. Everybody of the partner sees them."
      />
      <Stack>
        <PictureLibrary onOpen={setOpened} />
        <Panel title="Room">
          <PictureUsage />
        </Panel>
      </Stack>
      {opened && <PictureSheet key={opened.id} asset={opened} onClose={() => setOpened(null)} />}
    </>
  );
}
