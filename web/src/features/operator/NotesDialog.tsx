import { Checkbox, Modal, Stack, TextInput } from '@mantine/core';
import type { EntryNote } from '@project88/core/contract/program.ts';
import type { Card } from '@project88/core/displays/screen/card.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formErrors } from '../../lib/fieldErrors.ts';
import { dialogClose } from '../../ui/dialogClose.ts';
import { Form } from '../../ui/Form.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { entryNotesQuery, useWriteNote } from './api/notes.ts';
import { cardName } from './cardText.ts';

interface NotesDialogProps {
  displaySessionId: string;
  /** Null: closed. */
  card: Card | null;
  onClose: () => void;
}

/** What to know and say about a runner. */
export function NotesDialog({ displaySessionId, card, onClose }: NotesDialogProps) {
  const write = useWriteNote(displaySessionId);
  const close = dialogClose(write, onClose);
  const query = useQuery({ ...entryNotesQuery(displaySessionId), enabled: card !== null });
  return (
    <Modal opened={card !== null} onClose={close} title={card ? `${card.bib} ${cardName(card)}` : ''}>
      <QueryBoundary query={query} what="the notes" lines={4}>
        {({ items }) =>
          card && (
            <NotesForm
              known={items.find(({ bib }) => bib === card.bib) ?? emptyNote(card.bib)}
              write={write}
              onClose={close}
            />
          )
        }
      </QueryBoundary>
    </Modal>
  );
}

function emptyNote(bib: string): EntryNote {
  return { bib, vip: false, note: '', pronunciation: '' };
}

interface NotesFormProps {
  known: EntryNote;
  write: ReturnType<typeof useWriteNote>;
  onClose: () => void;
}

function NotesForm({ known, write, onClose }: NotesFormProps) {
  const [note, setNote] = useState(known);
  const { fields, form } = formErrors(write.error);
  const change = (part: Partial<EntryNote>) => setNote((before) => ({ ...before, ...part }));
  return (
    <Form onSubmit={() => write.mutate(note, { onSuccess: onClose })} error={write.error}>
      <Stack>
        {form !== null && <Notice tone="bad">{form}</Notice>}
        <Checkbox
          label="VIP"
          description="Comes on air before all others"
          checked={note.vip}
          onChange={(event) => change({ vip: event.currentTarget.checked })}
        />
        <TextInput
          label="Note"
          description="Stands where the design shows the note: a birthday, the home town, a first marathon"
          maxLength={300}
          value={note.note}
          onChange={(event) => change({ note: event.currentTarget.value })}
          error={fields.note}
          data-autofocus
        />
        <TextInput
          label="How the name is said"
          description="For announcers alone"
          maxLength={120}
          value={note.pronunciation}
          onChange={(event) => change({ pronunciation: event.currentTarget.value })}
          error={fields.pronunciation}
        />
        <FormButtons action="Save" onCancel={onClose} busy={write.isPending} />
      </Stack>
    </Form>
  );
}
