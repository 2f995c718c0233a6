import { Button, Modal, Stack, TextInput } from '@mantine/core';
import type { TemplateVersion } from '@project88/core/contract/templates.ts';
import { IconRocket } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useStore } from 'zustand';
import { messageOf, request } from '../../lib/api.ts';
import { dialogClose } from '../../ui/dialogClose.ts';
import { Form } from '../../ui/Form.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { sayDone } from '../../ui/toast.tsx';
import { useBuilder } from '../BuilderContext.tsx';
import frame from '../frame/BuilderFrame.module.css';
import type { Saving } from '../store/saving.ts';
import { News } from './News.tsx';

/** Makes the draft a version that is on all screens which show this template. */
export function PublishButton({ saving }: { saving: Saving }) {
  const [opened, setOpened] = useState(false);
  const templateId = useBuilder((state) => state.templateId);
  const readOnly = useBuilder((state) => state.readOnly);
  const status = useStore(saving.store, (state) => state.status);
  const queries = useQueryClient();
  const publish = useMutation({
    mutationFn: async (note: string) => {
      await saving.saveNow();
      const { rev, status: now } = saving.store.getState();
      if (now !== 'saved') throw new Error('The draft could not be saved, so it cannot be published.');
      return request<TemplateVersion>('POST', `/api/templates/${templateId}/publish`, {
        body: { rev, note },
      });
    },
  });
  const close = dialogClose(publish, () => setOpened(false));
  if (readOnly) return null;
  return (
    <>
      <Button
        size="xs"
        className={frame.publish ?? ''}
        data-tour="publish"
        leftSection={<IconRocket size={16} />}
        disabled={status === 'offline' || status === 'conflict'}
        onClick={() => setOpened(true)}
      >
        Publish
      </Button>
      <Modal opened={opened} onClose={close} title="Publish">
        <PublishForm
          publish={publish}
          onClose={close}
          onPublish={(note) =>
            publish.mutate(note, {
              onSuccess: ({ version }) => {
                sayDone(`Version ${version} is on the screens.`);
                void queries.invalidateQueries({ queryKey: ['templates', 'versions', templateId] });
                setOpened(false);
              },
            })
          }
        />
      </Modal>
    </>
  );
}

interface PublishFormProps {
  publish: { isPending: boolean; error: Error | null };
  onPublish: (note: string) => void;
  onClose: () => void;
}

function PublishForm({ publish, onPublish, onClose }: PublishFormProps) {
  const [note, setNote] = useState('');
  return (
    <Form onSubmit={() => onPublish(note.trim())} error={publish.error}>
      <Stack>
        {publish.error !== null && <Notice tone="bad">{messageOf(publish.error)}</Notice>}
        <p>All screens that show this template change within a second.</p>
        <News />
        <TextInput
          label="What has changed"
          placeholder="Can be left out"
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          data-autofocus
        />
        <FormButtons action="Publish" onCancel={onClose} busy={publish.isPending} />
      </Stack>
    </Form>
  );
}
