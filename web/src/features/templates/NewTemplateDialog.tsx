import { Modal, Stack, TextInput } from '@mantine/core';
import type { BuiltInId } from '@project88/core/contract/templates.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { useState } from 'react';
import { formErrors } from '../../lib/fieldErrors.ts';
import { ChoiceCard } from '../../ui/ChoiceCard.tsx';
import { dialogClose } from '../../ui/dialogClose.ts';
import { Form } from '../../ui/Form.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useCreateTemplate } from './api/templates.ts';
import { EMPTY_SIZES, type EmptySize, emptyDocument } from './emptyDocument.ts';
import classes from './NewTemplateDialog.module.css';

interface NewTemplateDialogProps {
  /** A ready-made design to begin with; null: an empty canvas. Undefined: closed. */
  from: { id: string; document: TemplateDocument } | null | undefined;
  onClose: () => void;
  onMade: (id: string) => void;
}

/** A name, and for an empty canvas its size. */
export function NewTemplateDialog({ from, onClose, onMade }: NewTemplateDialogProps) {
  const create = useCreateTemplate();
  const close = dialogClose(create, onClose);
  return (
    <Modal opened={from !== undefined} onClose={close} title="New template">
      {from !== undefined && <NewForm from={from} create={create} onClose={close} onMade={onMade} />}
    </Modal>
  );
}

interface NewFormProps {
  from: { id: string; document: TemplateDocument } | null;
  create: ReturnType<typeof useCreateTemplate>;
  onClose: () => void;
  onMade: (id: string) => void;
}

function NewForm({ from, create, onClose, onMade }: NewFormProps) {
  const [name, setName] = useState(from?.document.name ?? '');
  const [size, setSize] = useState<EmptySize>(EMPTY_SIZES[0].id);
  const { fields, form } = formErrors(create.error);
  const submit = () => {
    const source =
      from === null ? { document: emptyDocument(name.trim(), size) } : { builtIn: from.id as BuiltInId };
    create.mutate({ name: name.trim(), from: source }, { onSuccess: ({ id }) => onMade(id) });
  };
  return (
    <Form onSubmit={submit} error={create.error}>
      <Stack>
        {form !== null && <Notice tone="bad">{form}</Notice>}
        <TextInput
          label="Name"
          placeholder="Finish gate"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fields.name}
          data-autofocus
        />
        {from === null && (
          <fieldset className={classes.sizes}>
            <legend>Screen</legend>
            {EMPTY_SIZES.map(({ id, title, widthPx, heightPx }) => (
              <ChoiceCard
                key={id}
                group="size"
                value={id}
                checked={id === size}
                onChoose={() => setSize(id)}
                name={title}
                text={`${widthPx} × ${heightPx}`}
              />
            ))}
          </fieldset>
        )}
        <FormButtons
          action="Create and open"
          onCancel={onClose}
          busy={create.isPending}
          disabled={name.trim() === ''}
        />
      </Stack>
    </Form>
  );
}
