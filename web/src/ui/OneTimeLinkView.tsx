import { Button, Group, Stack } from '@mantine/core';
import type { OneTimeLink } from '@project88/core/contract/team.ts';
import { formatInstant } from '../lib/format.ts';
import { useVenue } from '../lib/venue.tsx';
import { Notice } from './Notice.tsx';
import { SecretValue } from './SecretValue.tsx';

interface OneTimeLinkViewProps {
  link: OneTimeLink;
  /** Whom it is for. */
  email: string;
  onDone: () => void;
}

/** A link that works once: shown now and never again, or on its way by e-mail. */
export function OneTimeLinkView({ link, email, onDone }: OneTimeLinkViewProps) {
  const { timeZone } = useVenue();
  const until = formatInstant(link.expiresAt, timeZone);
  return (
    <Stack>
      {link.url === null ? (
        <Notice tone="ok">
          Sent to {email}. It works once, until {until}.
        </Notice>
      ) : (
        <>
          <Notice tone="warn">
            Copy the link now and give it to {email}. It is shown only this once, works once, and ends {until}
            .
          </Notice>
          <SecretValue value={link.url} label="link" />
        </>
      )}
      <Group justify="flex-end">
        <Button onClick={onDone} data-autofocus>
          {link.url === null ? 'Close' : 'I have copied it'}
        </Button>
      </Group>
    </Stack>
  );
}
