import { Button, Group, Stack, TextInput } from '@mantine/core';
import type { PlatformPartner, Quotas } from '@project88/core/contract/partners.ts';
import { useState } from 'react';
import { formErrors } from '../../lib/fieldErrors.ts';
import { wholeNumber } from '../../lib/textFields.ts';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { sayDone } from '../../ui/toast.tsx';
import { usePartnerAction } from './api/partners.ts';

/** What can be limited, with the contract's range. */
const FIELDS = [
  { key: 'users', label: 'People', from: 1, to: 100_000 },
  { key: 'displaySessions', label: 'Display sessions', from: 0, to: 100_000 },
  { key: 'displayLinks', label: 'Display links', from: 0, to: 1_000_000 },
  { key: 'apiKeys', label: 'API keys', from: 0, to: 10_000 },
  { key: 'timingKeys', label: 'Timing keys', from: 0, to: 10_000 },
  { key: 'customRoles', label: 'Custom roles', from: 0, to: 1_000 },
  { key: 'presets', label: 'Presets', from: 0, to: 10_000 },
  { key: 'playlists', label: 'Playlists', from: 0, to: 10_000 },
  { key: 'templates', label: 'Templates', from: 0, to: 10_000 },
  { key: 'templateVersions', label: 'Published versions of templates', from: 0, to: 1_000_000 },
  { key: 'assets', label: 'Pictures', from: 0, to: 1_000_000 },
  { key: 'assetMegabytes', label: 'Megabytes of pictures', from: 0, to: 1_000_000 },
  { key: 'requestsPerMinute', label: 'Requests per minute', from: 60, to: 1_000_000 },
] as const satisfies readonly { key: keyof Quotas; label: string; from: number; to: number }[];

type Texts = Record<keyof Quotas, string>;

/** How much of everything the partner may have. */
export function QuotaPanel({ partner }: { partner: PlatformPartner }) {
  const [texts, setTexts] = useState(() => textsOf(partner.quotas));
  const save = usePartnerAction(partner.id);
  const quotas = quotasOf(texts);
  const { fields, form } = formErrors(save.error);
  const submit = () => {
    if (quotas !== null) save.mutate({ do: 'change', quotas }, { onSuccess: () => sayDone('Saved.') });
  };
  return (
    <Panel title="Quotas">
      <Form onSubmit={submit} error={save.error}>
        <Stack>
          {form !== null && <Notice tone="bad">{form}</Notice>}
          {FIELDS.map(({ key, label, from, to }) => (
            <TextInput
              key={key}
              label={label}
              placeholder="The installation’s own limit"
              inputMode="numeric"
              value={texts[key]}
              onChange={(event) => setTexts({ ...texts, [key]: event.currentTarget.value })}
              error={
                isBad(texts[key], from, to) ? `A whole number from ${from} to ${to}` : fields[`quotas.${key}`]
              }
            />
          ))}
          <Group justify="flex-end">
            <Button
              type="submit"
              disabled={quotas === null || sameTexts(texts, textsOf(partner.quotas))}
              loading={save.isPending}
            >
              Save
            </Button>
          </Group>
        </Stack>
      </Form>
    </Panel>
  );
}

function textsOf(quotas: Quotas): Texts {
  const entries = FIELDS.map(({ key }) => [key, quotas[key] === undefined ? '' : String(quotas[key])]);
  return Object.fromEntries(entries) as Texts;
}

function sameTexts(one: Texts, other: Texts): boolean {
  return FIELDS.every(({ key }) => one[key].trim() === other[key]);
}

function isBad(text: string, from: number, to: number): boolean {
  return text.trim() !== '' && wholeNumber(text, from, to) === null;
}

/** What is sent: absent where the field is empty; null while a field cannot be sent. */
function quotasOf(texts: Texts): Quotas | null {
  if (FIELDS.some(({ key, from, to }) => isBad(texts[key], from, to))) return null;
  const given = FIELDS.filter(({ key }) => texts[key].trim() !== '');
  return Object.fromEntries(given.map(({ key }) => [key, Number(texts[key])]));
}
