import { Modal, Stack, TextInput } from '@mantine/core';
import type { TemplateSummary } from '@project88/core/contract/templates.ts';
import { useEffect, useState } from 'react';
import { formErrors } from '../../lib/fieldErrors.ts';
import { ConfirmByName } from '../../ui/ConfirmByName.tsx';
import { dialogClose } from '../../ui/dialogClose.ts';
import { Form } from '../../ui/Form.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { sayDone, sayUndoable } from '../../ui/toast.tsx';
import { useCreateTemplate, useDeleteTemplate, useUpdateTemplate } from './api/templates.ts';
import type { TemplateAction } from './TemplateCard.tsx';

export interface OpenedDialog {
  action: TemplateAction;
  template: TemplateSummary;
}

interface TemplateDialogsProps {
  opened: OpenedDialog | null;
  onClose: () => void;
}

/** What is asked before something is done with a template; the archive asks nothing and can be undone. */
export function TemplateDialogs({ opened, onClose }: TemplateDialogsProps) {
  const remove = useDeleteTemplate();
  useArchiveAtOnce(opened, onClose);
  const of = (action: TemplateAction) => (opened?.action === action ? opened.template : null);
  const doomed = of('delete');
  return (
    <>
      <NameAndFolder
        key={`rename ${opened?.template.id}`}
        kind="rename"
        template={of('rename')}
        onClose={onClose}
      />
      <NameAndFolder
        key={`duplicate ${opened?.template.id}`}
        kind="duplicate"
        template={of('duplicate')}
        onClose={onClose}
      />
      <ConfirmByName
        opened={doomed !== null}
        onClose={onClose}
        title="Delete the template"
        name={doomed?.name ?? ''}
        action="Delete"
        request={remove}
        onConfirm={() => doomed && remove.mutate(doomed.id, { onSuccess: onClose })}
      >
        All of its versions go with it. A template that a display session shows cannot be deleted.
      </ConfirmByName>
    </>
  );
}

/** Into the archive and out of it without a question. */
function useArchiveAtOnce(opened: OpenedDialog | null, onClose: () => void): void {
  const { mutate } = useUpdateTemplate();
  useEffect(() => {
    if (opened?.action !== 'archive' && opened?.action !== 'unarchive') return;
    const { id, name } = opened.template;
    const archived = opened.action === 'archive';
    onClose();
    mutate(
      { id, body: { archived } },
      {
        onSuccess: () => {
          const words = archived ? `${name} is in the archive.` : `${name} is in the library again.`;
          sayUndoable(words, () => mutate({ id, body: { archived: !archived } }));
        },
      },
    );
  }, [opened, onClose, mutate]);
}

interface NameAndFolderProps {
  kind: 'rename' | 'duplicate';
  template: TemplateSummary | null;
  onClose: () => void;
}

function NameAndFolder({ kind, template, onClose }: NameAndFolderProps) {
  const update = useUpdateTemplate();
  const create = useCreateTemplate();
  const request = kind === 'rename' ? update : create;
  const close = dialogClose(request, onClose);
  const save = (name: string, folder: string) => {
    if (template === null) return;
    if (kind === 'rename')
      return update.mutate({ id: template.id, body: { name, folder } }, { onSuccess: close });
    create.mutate(
      { name, folder, from: { template: template.id } },
      {
        onSuccess: () => {
          sayDone(`${name} is in the library.`);
          close();
        },
      },
    );
  };
  return (
    <Modal
      opened={template !== null}
      onClose={close}
      title={kind === 'rename' ? 'Rename or move' : 'Duplicate the template'}
    >
      {template && (
        <NameForm
          name={kind === 'rename' ? template.name : `${template.name} (copy)`.slice(0, 120)}
          folder={template.folder}
          action={kind === 'rename' ? 'Save' : 'Duplicate'}
          request={request}
          onSave={save}
          onClose={close}
        />
      )}
    </Modal>
  );
}

interface NameFormProps {
  name: string;
  folder: string;
  action: string;
  request: { isPending: boolean; error: Error | null };
  onSave: (name: string, folder: string) => void;
  onClose: () => void;
}

function NameForm({ name, folder, action, request, onSave, onClose }: NameFormProps) {
  const [values, setValues] = useState({ name, folder });
  const { fields, form } = formErrors(request.error);
  return (
    <Form onSubmit={() => onSave(values.name.trim(), values.folder.trim())} error={request.error}>
      <Stack>
        {form !== null && <Notice tone="bad">{form}</Notice>}
        <TextInput
          label="Name"
          maxLength={120}
          value={values.name}
          onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
          error={fields.name}
          data-autofocus
        />
        <TextInput
          label="Folder"
          description="A new name makes a new folder; empty is none"
          maxLength={80}
          value={values.folder}
          onChange={(event) => setValues({ ...values, folder: event.currentTarget.value })}
          error={fields.folder}
        />
        <FormButtons
          action={action}
          onCancel={onClose}
          busy={request.isPending}
          disabled={values.name.trim() === ''}
        />
      </Stack>
    </Form>
  );
}
