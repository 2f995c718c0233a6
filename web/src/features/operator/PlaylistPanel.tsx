import { Button, Group, Select } from '@mantine/core';
import type { OperatorState } from '@project88/core/contract/live.ts';
import type { PlaylistView } from '@project88/core/contract/program.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { useServerNow } from '../../lib/live/useServerNow.ts';
import { useMay } from '../../lib/me.tsx';
import { rowsOf } from '../../lib/pagedQuery.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { playlistsQuery } from './api/playlists.ts';
import { useTake } from './api/program.ts';
import { PlaylistDialog } from './PlaylistDialog.tsx';
import classes from './PlaylistPanel.module.css';

/** Designs in turn: which playlist runs, what is next, and the way to start, end and change one. */
export function PlaylistPanel({ state }: { state: OperatorState }) {
  const query = useInfiniteQuery(playlistsQuery);
  const mayEdit = useMay('displays.edit');
  const [edited, setEdited] = useState<PlaylistView | 'new' | null>(null);
  return (
    <Panel
      title="Playlist"
      actions={
        mayEdit && (
          <Button variant="subtle" size="compact-sm" onClick={() => setEdited('new')}>
            New
          </Button>
        )
      }
    >
      <QueryBoundary query={query} what="the playlists" lines={2} compact>
        {(data) => <Choice state={state} playlists={rowsOf(data)} onEdit={setEdited} />}
      </QueryBoundary>
      <PlaylistDialog
        key={edited === null || edited === 'new' ? String(edited) : edited.id}
        playlist={edited === 'new' ? null : edited}
        opened={edited !== null}
        onClose={() => setEdited(null)}
      />
    </Panel>
  );
}

interface ChoiceProps {
  state: OperatorState;
  playlists: readonly PlaylistView[];
  onEdit: (playlist: PlaylistView) => void;
}

function Choice({ state, playlists, onEdit }: ChoiceProps) {
  const take = useTake(state.displaySessionId);
  const mayOperate = useMay('displays.operate');
  const mayEdit = useMay('displays.edit');
  const [picked, setPicked] = useState<string | null>(null);
  const running = state.playlist;
  const chosen = playlists.find(({ id }) => id === (picked ?? running?.id));
  const run = (playlistId: string | null) => take.mutate({ programRev: state.programRev, playlistId });
  if (playlists.length === 0) {
    return (
      <p className={classes.hint}>A playlist turns through designs by itself: start line, finish, awards.</p>
    );
  }
  return (
    <div className={classes.stack}>
      {take.isError && <Notice tone="bad">{messageOf(take.error)}</Notice>}
      {running !== null && <Running running={running} />}
      <Select
        aria-label="Playlist"
        placeholder="Choose a playlist"
        data={playlists.map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen?.id ?? null}
        onChange={setPicked}
        allowDeselect={false}
      />
      <Group gap="xs">
        {mayOperate && running === null && (
          <Button
            variant="default"
            size="xs"
            disabled={chosen === undefined}
            loading={take.isPending}
            onClick={() => chosen && run(chosen.id)}
          >
            Start
          </Button>
        )}
        {mayOperate && running !== null && (
          <Button variant="default" size="xs" loading={take.isPending} onClick={() => run(null)}>
            End
          </Button>
        )}
        {mayEdit && chosen !== undefined && (
          <Button
            variant="subtle"
            size="xs"
            aria-label={`Change the playlist ${chosen.name}`}
            onClick={() => onEdit(chosen)}
          >
            Change
          </Button>
        )}
      </Group>
    </div>
  );
}

function Running({ running }: { running: NonNullable<OperatorState['playlist']> }) {
  const nowMs = useServerNow();
  const seconds =
    running.nextAtMs === null ? null : Math.max(0, Math.ceil((running.nextAtMs - nowMs) / 1000));
  return (
    <p className={classes.hint}>
      “{running.name}” runs, item {running.index + 1}
      {seconds !== null && `; the next in ${seconds} s`}
    </p>
  );
}
