import { Button, Select, Stack, Switch, TextInput } from '@mantine/core';
import type { AssetView } from '@project88/core/contract/assets.ts';
import { IconPhoto, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useMay } from '../../lib/me.tsx';
import { rowsOf } from '../../lib/pagedQuery.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { ShowMore } from '../../ui/ShowMore.tsx';
import { ALL_ASSETS, type AssetFilter, assetsQuery, assetUsageQuery } from './api/assets.ts';
import { PictureGrid } from './PictureGrid.tsx';
import classes from './PictureLibrary.module.css';
import { UploadZone } from './UploadZone.tsx';
import { useUploads } from './useUploads.ts';

interface PictureLibraryProps {
  onOpen: (asset: AssetView) => void;
  /** A picture has just come in. */
  onTaken?: (asset: AssetView) => void;
}

/** The partner's pictures: upload, search, folders. */
export function PictureLibrary({ onOpen, onTaken }: PictureLibraryProps) {
  const [filter, setFilter] = useState<AssetFilter>(ALL_ASSETS);
  const shown = useDeferredValue(filter);
  const query = useInfiniteQuery({ ...assetsQuery(shown), placeholderData: keepPreviousData });
  const mayEdit = useMay('templates.edit');
  const { uploads, add, putAway } = useUploads(filter.folder, onTaken);
  return (
    <Stack>
      {mayEdit && <UploadZone uploads={uploads} onFiles={add} onPutAway={putAway} />}
      <Tools filter={filter} onChange={setFilter} />
      <QueryBoundary
        query={query}
        what="the pictures"
        lines={6}
        isEmpty={(data) => rowsOf(data).length === 0}
        empty={<NoPicture filter={filter} onClear={() => setFilter(ALL_ASSETS)} />}
      >
        {(data) => (
          <>
            <PictureGrid assets={rowsOf(data)} onOpen={onOpen} />
            <ShowMore query={query} />
          </>
        )}
      </QueryBoundary>
    </Stack>
  );
}

function Tools({ filter, onChange }: { filter: AssetFilter; onChange: (filter: AssetFilter) => void }) {
  const folders = useQuery(assetUsageQuery).data?.folders ?? [];
  return (
    <div className={classes.tools}>
      <TextInput
        className={classes.search}
        type="search"
        aria-label="Search pictures"
        placeholder="Search by name"
        leftSection={<IconSearch size={16} />}
        value={filter.search}
        onChange={(event) => onChange({ ...filter, search: event.currentTarget.value })}
      />
      {folders.length > 0 && (
        <Select
          aria-label="Folder"
          placeholder="All folders"
          clearable
          data={folders}
          value={filter.folder === '' ? null : filter.folder}
          onChange={(folder) => onChange({ ...filter, folder: folder ?? '' })}
        />
      )}
      <Switch
        label="Unused only"
        checked={filter.unused}
        onChange={(event) => onChange({ ...filter, unused: event.currentTarget.checked })}
      />
    </div>
  );
}

function NoPicture({ filter, onClear }: { filter: AssetFilter; onClear: () => void }) {
  if (filter.search === '' && filter.folder === '' && !filter.unused) {
    return (
      <EmptyState icon={<IconPhoto size={20} />} title="No picture yet">
        Logos of the event and of sponsors, and backgrounds. They are kept small and sharp for every screen.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="None of the pictures fits"
      action={
        <Button variant="default" onClick={onClear}>
          Show all
        </Button>
      }
    >
      {filter.unused ? 'Every picture is in a template.' : 'Look for another name or in another folder.'}
    </EmptyState>
  );
}
