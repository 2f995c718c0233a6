import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import type { PlatformUser } from '@project88/core/contract/partners.ts';
import { IconSearch, IconUsersGroup } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '../../lib/me.tsx';
import { rowsOf } from '../../lib/pagedQuery.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { ShowMore } from '../../ui/ShowMore.tsx';
import { Surface } from '../../ui/Surface.tsx';
import { useCompact } from '../../ui/useCompact.ts';
import { useBlockUser, usersQuery } from './api/users.ts';
import classes from './UserList.module.css';
import { UserCards, UserTable } from './UserRows.tsx';

/** The server is asked when somebody has stopped typing for so long. */
const TYPING_MS = 200;

interface UserListProps {
  search: string;
  onSearch: (search: string) => void;
}

/** People of all partners, to find and to block. */
export function UserList({ search, onSearch }: UserListProps) {
  const query = useInfiniteQuery(usersQuery(search));
  const compact = useCompact();
  const { user } = useMe();
  const [asked, setAsked] = useState<PlatformUser | null>(null);
  const [typed, setTyped] = useState(search);
  const ask = useDebouncedCallback(onSearch, TYPING_MS);
  const type = (text: string) => {
    setTyped(text);
    ask(text.trim());
  };
  const Rows = compact ? UserCards : UserTable;
  return (
    <>
      <SearchField typed={typed} onType={type} />
      <Surface>
        <QueryBoundary
          query={query}
          what="the people"
          isEmpty={(data) => rowsOf(data).length === 0}
          empty={<Nobody search={search} onClear={() => type('')} />}
        >
          {(data) => (
            <>
              <Rows items={rowsOf(data)} meId={user.id} onBlock={setAsked} />
              <ShowMore query={query} />
            </>
          )}
        </QueryBoundary>
      </Surface>
      <BlockDialog user={asked} onClose={() => setAsked(null)} />
    </>
  );
}

function SearchField({ typed, onType }: { typed: string; onType: (text: string) => void }) {
  return (
    <search className={classes.search}>
      <TextInput
        type="search"
        aria-label="Search people"
        placeholder="Name or e-mail"
        leftSection={<IconSearch size={16} />}
        maxLength={100}
        value={typed}
        onChange={(event) => onType(event.currentTarget.value)}
      />
    </search>
  );
}

function Nobody({ search, onClear }: { search: string; onClear: () => void }) {
  if (search === '') return <EmptyState icon={<IconUsersGroup size={20} />} title="Nobody here yet" />;
  return (
    <EmptyState
      icon={<IconUsersGroup size={20} />}
      title={`Nobody is found with “${search}”`}
      action={
        <Button variant="default" onClick={onClear}>
          Show everybody
        </Button>
      }
    />
  );
}

function BlockDialog({ user, onClose }: { user: PlatformUser | null; onClose: () => void }) {
  const block = useBlockUser();
  const disabled = user?.disabled ?? false;
  return (
    <ConfirmDialog
      opened={user !== null}
      onClose={onClose}
      title={`${disabled ? 'Unblock' : 'Block'} ${user?.name ?? ''}`}
      action={disabled ? 'Unblock' : 'Block'}
      tone={disabled ? 'plain' : 'danger'}
      request={block}
      onConfirm={() => user && block.mutate({ ...user, disabled: !disabled }, { onSuccess: onClose })}
    >
      {disabled
        ? `They can sign in to ${user?.partner} again.`
        : `They are signed out of ${user?.partner} at once and cannot sign in until somebody unblocks them. The partner sees it in its audit log.`}
    </ConfirmDialog>
  );
}
