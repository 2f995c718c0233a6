import { Button, Group, Stack } from '@mantine/core';
import type { ApiKeyCreated } from '@project88/core/contract/apiKeys.ts';
import { Notice } from '../../ui/Notice.tsx';
import { SecretValue } from '../../ui/SecretValue.tsx';

/** The whole key, once. */
export function ShownOnce({ created, onDone }: { created: ApiKeyCreated; onDone: () => void }) {
  return (
    <Stack>
      <Notice tone="warn">
        Copy the key now and keep it where your program finds it. It is shown only this once.
      </Notice>
      <SecretValue value={created.key} label="key" />
      <p>
        Programs send it as the header <code>X-API-Key</code>.
      </p>
      <Group justify="flex-end">
        <Button onClick={onDone} data-autofocus>
          I have stored it
        </Button>
      </Group>
    </Stack>
  );
}
