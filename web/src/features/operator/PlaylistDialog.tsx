import { ActionIcon, Button, Modal, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import type { PlaylistBody, PlaylistView } from '@project88/core/contract/program.ts';
import type { TemplateId } from '@project88/core/contract/templates.ts';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { formErrors } from '../../lib/fieldErrors.ts';
import { dialogClose } from '../../ui/dialogClose.ts';
import { Form } from '../../ui/Form.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useCompact } from '../../ui/useCompact.ts';
import { useDeletePlaylist, useSavePlaylist } from './api/playlists.ts';
import classes from './PlaylistPanel.module.css';
import { useTemplateOptions } from './useTemplateOptions.ts';

const DEFAULT_DWELL_MS = 20_000;

interface PlaylistDialogProps {
  /** Null: a new one. */
  playlist: PlaylistView | null;
  opened: boolean;
  onClose: () => void;
}

/** The items of a playlist with their times. */
export function PlaylistDialog({ playlist, opened, onClose }: PlaylistDialogProps) {
  const save = useSavePlaylist();
  const compact = useCompact();
  const close = dialogClose(save, onClose);
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={playlist === null ? 'New playlist' : 'Playlist'}
      size={640}
      fullScreen={compact}
    >
      <PlaylistForm playlist={playlist} save={save} onClose={close} />
    </Modal>
  );
}

type Item = PlaylistBody['items'][number] & {
  /** Tells rows apart while they are edited. */
  key: number;
};

interface PlaylistFormProps {
  playlist: PlaylistView | null;
  save: ReturnType<typeof useSavePlaylist>;
  onClose: () => void;
}

function PlaylistForm({ playlist, save, onClose }: PlaylistFormProps) {
  const [name, setName] = useState(playlist?.name ?? '');
  const [items, setItems] = useState(() => itemsOf(playlist));
  const { fields, form } = formErrors(save.error);
  const change = (key: number, part: Partial<Item>) =>
    setItems((before) => before.map((item) => (item.key === key ? { ...item, ...part } : item)));
  const submit = () =>
    save.mutate(
      { id: playlist?.id ?? null, body: { name: name.trim(), items: items.map(asSent) } },
      { onSuccess: onClose },
    );
  return (
    <Form onSubmit={submit} error={save.error}>
      <Stack>
        {form !== null && <Notice tone="bad">{form}</Notice>}
        <TextInput
          label="Name"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fields.name}
          data-autofocus
        />
        {items.map((item, index) => (
          <ItemFields
            key={item.key}
            number={index + 1}
            item={item}
            onChange={(part) => change(item.key, part)}
            onRemove={() => setItems((before) => before.filter(({ key }) => key !== item.key))}
          />
        ))}
        <Button
          variant="default"
          onClick={() => setItems((before) => [...before, newItem('leaderboard', nextKey(before))])}
        >
          Add a design
        </Button>
        <FormButtons
          action="Save"
          onCancel={onClose}
          busy={save.isPending}
          disabled={name.trim() === '' || items.length === 0}
        />
        {playlist !== null && <DeleteButton id={playlist.id} onDone={onClose} />}
      </Stack>
    </Form>
  );
}

function itemsOf(playlist: PlaylistView | null): Item[] {
  if (playlist === null) return [newItem('start-line', 0), newItem('finish-hero', 1)];
  return playlist.items.map((item, key) => ({ ...item, key }));
}

function newItem(templateId: TemplateId, key: number): Item {
  return { templateId, dwellMs: DEFAULT_DWELL_MS, key };
}

function nextKey(items: readonly Item[]): number {
  return Math.max(-1, ...items.map(({ key }) => key)) + 1;
}

function asSent({ from, key: _, ...item }: Item): PlaylistBody['items'][number] {
  return from === undefined || from === '' ? item : { ...item, from };
}

interface ItemFieldsProps {
  number: number;
  item: Item;
  onChange: (part: Partial<Item>) => void;
  onRemove: () => void;
}

function ItemFields({ number, item, onChange, onRemove }: ItemFieldsProps) {
  return (
    <fieldset className={classes.item} aria-label={`Item ${number}`}>
      <Select
        label="Design"
        data={useTemplateOptions()}
        value={item.templateId}
        onChange={(id) => id !== null && onChange({ templateId: id as TemplateId })}
        allowDeselect={false}
        searchable
      />
      <NumberInput
        label="Seconds"
        min={1}
        max={3_600}
        value={item.dwellMs / 1000}
        onChange={(value) => onChange({ dwellMs: Math.max(1, Number(value) || 1) * 1000 })}
      />
      <TextInput
        label="From"
        type="time"
        value={item.from ?? ''}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={`Remove item ${number}`}
        onClick={onRemove}
      >
        <IconX size={18} />
      </ActionIcon>
    </fieldset>
  );
}

function DeleteButton({ id, onDone }: { id: string; onDone: () => void }) {
  const remove = useDeletePlaylist();
  return (
    <Button
      variant="subtle"
      color="red"
      loading={remove.isPending}
      onClick={() => remove.mutate(id, { onSuccess: onDone })}
    >
      Delete the playlist
    </Button>
  );
}
