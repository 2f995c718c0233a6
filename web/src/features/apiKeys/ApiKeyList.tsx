import { Button } from '@mantine/core';
import type { ApiKeyView } from '@project88/core/contract/apiKeys.ts';
import { IconRobot } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { rowsOf } from '../../lib/pagedQuery.ts';
import { ConfirmByName } from '../../ui/ConfirmByName.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { ShowMore } from '../../ui/ShowMore.tsx';
import { useCompact } from '../../ui/useCompact.ts';
import { ApiKeyCards, ApiKeyTable } from './ApiKeyRows.tsx';
import { apiKeysQuery, useRevokeApiKey } from './api/apiKeys.ts';
import { RotateDialog } from './RotateDialog.tsx';

/** The API keys of the partner. */
export function ApiKeyList({ onCreate }: { onCreate: () => void }) {
  const query = useInfiniteQuery(apiKeysQuery);
  const compact = useCompact();
  const [doomed, setDoomed] = useState<ApiKeyView | null>(null);
  const [rotated, setRotated] = useState<ApiKeyView | null>(null);
  const Rows = compact ? ApiKeyCards : ApiKeyTable;
  return (
    <>
      <QueryBoundary
        query={query}
        what="the API keys"
        isEmpty={(data) => rowsOf(data).length === 0}
        empty={
          <EmptyState
            icon={<IconRobot size={20} />}
            title="No API key yet"
            action={<Button onClick={onCreate}>Create a key</Button>}
          >
            Programs sign in with a key and may do only what it allows.
          </EmptyState>
        }
      >
        {(data) => (
          <>
            <Rows items={rowsOf(data)} onRotate={setRotated} onRevoke={setDoomed} />
            <ShowMore query={query} />
          </>
        )}
      </QueryBoundary>
      <RotateDialog apiKey={rotated} onClose={() => setRotated(null)} />
      <RevokeDialog apiKey={doomed} onClose={() => setDoomed(null)} />
    </>
  );
}

function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKeyView | null; onClose: () => void }) {
  const revoke = useRevokeApiKey();
  return (
    <ConfirmByName
      opened={apiKey !== null}
      onClose={onClose}
      title="Revoke the API key"
      name={apiKey?.name ?? ''}
      action="Revoke"
      request={revoke}
      onConfirm={() => apiKey && revoke.mutate(apiKey.id, { onSuccess: onClose })}
    >
      Programs that use {apiKey?.prefix} are refused at once. This cannot be taken back.
    </ConfirmByName>
  );
}
