import { Button, Drawer, Group, Stack, TextInput } from '@mantine/core';
import type { AssetUse, AssetView } from '@project88/core/contract/assets.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { formErrors } from '../../lib/fieldErrors.ts';
import { formatBytes } from '../../lib/format.ts';
import { useMay } from '../../lib/me.tsx';
import { Fact, Facts } from '../../ui/Facts.tsx';
import { Form } from '../../ui/Form.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { sayDone } from '../../ui/toast.tsx';
import { useCompact } from '../../ui/useCompact.ts';
import { assetUsesQuery, useDeleteAsset, useUpdateAsset } from './api/assets.ts';
import { CropPicture } from './CropPicture.tsx';

interface PictureSheetProps {
  asset: AssetView;
  onClose: () => void;
}

/** One picture: its facts, where it is used, its name, and a part of it as another one. */
export function PictureSheet({ asset, onClose }: PictureSheetProps) {
  const compact = useCompact();
  const mayEdit = useMay('templates.edit');
  return (
    <Drawer opened onClose={onClose} position="right" size={compact ? '100%' : 520} title={asset.name}>
      <Stack gap="lg">
        <CropPicture asset={asset} mayCrop={mayEdit} />
        <Facts>
          <Fact label="Size">
            {asset.widthPx} × {asset.heightPx}
          </Fact>
          <Fact label="Kept as">{asset.mime === 'image/webp' ? 'WebP' : 'PNG'}</Fact>
          <Fact label="Room">{formatBytes(asset.bytes)}</Fact>
          <Fact label="Came as">{asset.sourceMime}</Fact>
          <Fact label="By">{asset.createdBy || 'somebody who is gone'}</Fact>
        </Facts>
        <Uses id={asset.id} />
        {mayEdit && <NameForm asset={asset} />}
        {mayEdit && <DeletePicture id={asset.id} onDone={onClose} />}
      </Stack>
    </Drawer>
  );
}

function Uses({ id }: { id: string }) {
  const query = useQuery(assetUsesQuery(id));
  return (
    <QueryBoundary
      query={query}
      what="where it is used"
      lines={2}
      compact
      isEmpty={({ items }) => items.length === 0}
      empty={<p>It is in no template.</p>}
    >
      {({ items }) => (
        <ul>
          {items.map((use) => (
            <li key={use.templateId}>
              <a href={`/builder/${use.templateId}`}>{use.name}</a> ({placeOf(use)})
            </li>
          ))}
        </ul>
      )}
    </QueryBoundary>
  );
}

function placeOf({ draft, published }: AssetUse): string {
  const places = [...(draft ? ['draft'] : []), ...(published ? ['published'] : [])];
  return places.length === 0 ? 'an older version' : places.join(', ');
}

function NameForm({ asset }: { asset: AssetView }) {
  const update = useUpdateAsset(asset.id);
  const [values, setValues] = useState({ name: asset.name, folder: asset.folder });
  const { fields, form } = formErrors(update.error);
  const save = () =>
    update.mutate(
      { name: values.name.trim(), folder: values.folder.trim() },
      { onSuccess: () => sayDone('Saved.') },
    );
  return (
    <Form onSubmit={save} error={update.error}>
      <Stack>
        {form !== null && <Notice tone="bad">{form}</Notice>}
        <TextInput
          label="Name"
          maxLength={120}
          value={values.name}
          onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
          error={fields.name}
        />
        <TextInput
          label="Folder"
          maxLength={80}
          value={values.folder}
          onChange={(event) => setValues({ ...values, folder: event.currentTarget.value })}
          error={fields.folder}
        />
        <FormButtons
          action="Save"
          onCancel={() => setValues({ name: asset.name, folder: asset.folder })}
          busy={update.isPending}
          disabled={values.name.trim() === ''}
        />
      </Stack>
    </Form>
  );
}

/** The server refuses while a template has it, and says so. */
function DeletePicture({ id, onDone }: { id: string; onDone: () => void }) {
  const remove = useDeleteAsset();
  return (
    <Stack gap="xs">
      {remove.isError && <Notice tone="bad">{messageOf(remove.error)}</Notice>}
      <Group>
        <Button
          variant="subtle"
          color="red"
          loading={remove.isPending}
          onClick={() => remove.mutate(id, { onSuccess: onDone })}
        >
          Delete the picture
        </Button>
      </Group>
    </Stack>
  );
}
