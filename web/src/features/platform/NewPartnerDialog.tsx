import { Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formErrors } from '../../lib/fieldErrors.ts';
import { dialogClose } from '../../ui/dialogClose.ts';
import { Form } from '../../ui/Form.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { OneTimeLinkView } from '../../ui/OneTimeLinkView.tsx';
import { localZone, ZoneField } from '../../ui/ZoneField.tsx';
import { useCreatePartner } from './api/partners.ts';
import { OwnerFields } from './OwnerFields.tsx';
import { slugOf } from './slug.ts';

interface NewPartnerDialogProps {
  opened: boolean;
  onClose: () => void;
}

/** The failures that are about one field of the form. */
const BY_CODE = { NAME_TAKEN: 'slug', ADDRESS_TAKEN: 'owner.email' };

/** Make a partner and invite its first owner. */
export function NewPartnerDialog({ opened, onClose }: NewPartnerDialogProps) {
  const create = useCreatePartner();
  const made = create.data;
  const close = dialogClose(create, onClose);
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={made ? `Invitation to ${made.partner.name}` : 'New partner'}
      // A slip beside the window must not lose a link that is shown once.
      closeOnClickOutside={made === undefined}
      closeOnEscape={made === undefined}
    >
      {made ? (
        <OneTimeLinkView link={made.invitation} email={create.variables.owner.email} onDone={close} />
      ) : (
        <PartnerForm create={create} onCancel={close} />
      )}
    </Modal>
  );
}

interface PartnerFormProps {
  create: ReturnType<typeof useCreatePartner>;
  onCancel: () => void;
}

function PartnerForm({ create, onCancel }: PartnerFormProps) {
  const [name, setName] = useState('');
  /** Null as long as nobody has changed it: then it follows the name. */
  const [ownSlug, setOwnSlug] = useState<string | null>(null);
  const [timeZone, setTimeZone] = useState(localZone);
  const [owner, setOwner] = useState({ email: '', name: '' });
  const slug = ownSlug ?? slugOf(name);
  const { fields, form } = formErrors(create.error, BY_CODE);
  const submit = () =>
    create.mutate({
      name: name.trim(),
      slug: slug.trim(),
      timeZone,
      owner: { email: owner.email.trim(), name: owner.name.trim() },
    });
  return (
    <Form onSubmit={submit} error={create.error}>
      <Stack>
        {form !== null && <Notice tone="bad">{form}</Notice>}
        <TextInput
          label="Name"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fields.name}
          data-autofocus
        />
        <TextInput
          label="Short name"
          description="Letters, digits and dashes; it stays the same for good"
          maxLength={40}
          value={slug}
          onChange={(event) => setOwnSlug(event.currentTarget.value)}
          error={fields.slug}
        />
        <ZoneField value={timeZone} onChange={setTimeZone} error={fields.timeZone} />
        <OwnerFields value={owner} onChange={setOwner} errors={fields} prefix="owner." />
        <FormButtons
          action="Create and invite"
          onCancel={onCancel}
          busy={create.isPending}
          disabled={name.trim() === '' || slug.trim() === ''}
        />
      </Stack>
    </Form>
  );
}
