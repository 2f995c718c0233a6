import { Button, Stack } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import type { TemplateFilter } from '../../../features/templates/api/templates.ts';
import { BuiltInGallery } from '../../../features/templates/BuiltInGallery.tsx';
import { ImportDialog } from '../../../features/templates/ImportDialog.tsx';
import { NewTemplateDialog } from '../../../features/templates/NewTemplateDialog.tsx';
import { TemplateLibrary } from '../../../features/templates/TemplateLibrary.tsx';
import { useMay } from '../../../lib/me.tsx';
import type { BUILT_INS } from '../../../lib/templates.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';

/** The partner's designs and those of the product. */
export function TemplatesPage() {
  const mayEdit = useMay('templates.edit');
  const [filter, setFilter] = useTemplateFilter();
  const [from, setFrom] = useState<(typeof BUILT_INS)[number] | null | undefined>(undefined);
  const [importing, setImporting] = useState(false);
  return (
    <>
      <PageHeader
        title="Templates"
        subtitle="What screens look like. A published template is on the screens that show it within a second."
        actions={
          mayEdit && (
            <>
              <Button
                variant="default"
                leftSection={<IconFileImport size={16} />}
                onClick={() => setImporting(true)}
              >
                Import
              </Button>
              <Button leftSection={<IconPlus size={16} />} onClick={() => setFrom(null)}>
                New template
              </Button>
            </>
          )
        }
      />
      <Stack>
        <TemplateLibrary filter={filter} onFilter={setFilter} onNew={() => setFrom(null)} />
        <Panel title="Ready-made">
          <BuiltInGallery onUse={setFrom} />
        </Panel>
      </Stack>
      <NewTemplateDialog
        from={from}
        onClose={() => setFrom(undefined)}
        onMade={(id) => window.location.assign(`/builder/${id}`)}
      />
      <ImportDialog opened={importing} onClose={() => setImporting(false)} />
    </>
  );
}

/** The filter stands in the address, so that it can be handed on. */
function useTemplateFilter(): [TemplateFilter, (filter: TemplateFilter) => void] {
  const { search = '', folder = '', archived } = useSearch({ from: '/app/templates' });
  const navigate = useNavigate();
  const filter = useMemo(
    () => ({ search, folder, archived: archived === 'true' }),
    [search, folder, archived],
  );
  const setFilter = useCallback(
    (next: TemplateFilter) =>
      void navigate({
        to: '/templates',
        search: {
          ...(next.search !== '' && { search: next.search }),
          ...(next.folder !== '' && { folder: next.folder }),
          ...(next.archived && { archived: 'true' }),
        },
        replace: true,
      }),
    [navigate],
  );
  return [filter, setFilter];
}
