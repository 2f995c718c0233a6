import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import type { ListFilter } from '../../../features/displaySessions/api/displaySessions.ts';
import { DisplaySessionList } from '../../../features/displaySessions/DisplaySessionList.tsx';
import { useMay } from '../../../lib/me.tsx';
import { ButtonLink } from '../../../ui/links.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Surface } from '../../../ui/Surface.tsx';
import classes from './SessionsPage.module.css';

/** The list is there first: over a slow line the controls of the filter come after it. */
const ListFilterBar = lazy(() =>
  import('../../../features/displaySessions/ListFilterBar.tsx').then((module) => ({
    default: module.ListFilterBar,
  })),
);

const ALL: ListFilter = { search: '', mode: null, archived: false };

/** The filter stands in the address, so that it can be handed on and comes back with the browser's Back. */
function useListFilter(): [ListFilter, (filter: ListFilter) => void] {
  const { search = '', mode, archived } = useSearch({ from: '/app/sessions' });
  const navigate = useNavigate();
  const filter = useMemo<ListFilter>(
    () => ({
      search,
      mode: mode === 'pre-race' || mode === 'results' ? mode : null,
      archived: archived === 'true',
    }),
    [search, mode, archived],
  );
  const setFilter = useCallback(
    (next: ListFilter) =>
      void navigate({
        to: '/sessions',
        search: {
          ...(next.search !== '' && { search: next.search }),
          ...(next.mode !== null && { mode: next.mode }),
          ...(next.archived && { archived: 'true' }),
        },
        replace: true,
      }),
    [navigate],
  );
  return [filter, setFilter];
}

export function SessionsPage() {
  const mayEdit = useMay('displays.edit');
  const [filter, setFilter] = useListFilter();
  return (
    <>
      <PageHeader
        title="Display sessions"
        subtitle="Each one is a start list, a timing stream and the screens that show them."
        actions={
          mayEdit && (
            <ButtonLink to="/sessions/new" leftSection={<IconPlus size={16} />}>
              New display session
            </ButtonLink>
          )
        }
      />
      <Surface>
        <Suspense fallback={<div className={classes.filterPlace} />}>
          <ListFilterBar filter={filter} onChange={setFilter} />
        </Suspense>
        <DisplaySessionList filter={filter} onClear={() => setFilter(ALL)} />
      </Surface>
    </>
  );
}
