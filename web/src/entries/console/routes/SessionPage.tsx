import { Button } from '@mantine/core';
import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import { IconChevronLeft, IconListCheck, IconMicrophone2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { LinkList } from '../../../features/displayLinks/LinkList.tsx';
import { NewLinkMenu } from '../../../features/displayLinks/NewLinkMenu.tsx';
import { displaySessionQuery } from '../../../features/displaySessions/api/displaySessions.ts';
import { useUpdateDisplaySession } from '../../../features/displaySessions/api/updateDisplaySession.ts';
import { DisplaySessionMenu } from '../../../features/displaySessions/DisplaySessionMenu.tsx';
import { MODES } from '../../../features/displaySessions/modes.ts';
import { OperatorPanels } from '../../../features/operator/OperatorPanels.tsx';
import { PairDialog } from '../../../features/operator/PairDialog.tsx';
import { PlaylistPanel } from '../../../features/operator/PlaylistPanel.tsx';
import { Presence } from '../../../features/operator/Presence.tsx';
import { ScreenList } from '../../../features/operator/ScreenList.tsx';
import { UnknownTags } from '../../../features/operator/UnknownTags.tsx';
import { TemplateSwitch } from '../../../features/templates/TemplateSwitch.tsx';
import { BoundStreams } from '../../../features/timingSessions/BoundStreams.tsx';
import { UploadSummary } from '../../../features/uploads/UploadSummary.tsx';
import { ApiError, messageOf } from '../../../lib/api.ts';
import { formatInstant } from '../../../lib/format.ts';
import { useLiveState, useWatchDisplaySession } from '../../../lib/live/ConsoleLiveContext.tsx';
import { useMay } from '../../../lib/me.tsx';
import { useVenue } from '../../../lib/venue.tsx';
import { ButtonLink } from '../../../ui/links.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { backLinkClass, PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryBoundary } from '../../../ui/QueryBoundary.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { sayDone } from '../../../ui/toast.tsx';
import { NotFoundPage } from './MessagePages.tsx';
import classes from './SessionPage.module.css';

/** One display session: its live state and everything it is made of. */
export function SessionPage() {
  const { sessionId } = useParams({ from: '/app/sessions/$sessionId' });
  useWatchDisplaySession(sessionId);
  const query = useQuery(displaySessionQuery(sessionId));
  const goneId = useLiveState((state) => state.goneId);
  const missing = query.error instanceof ApiError && query.error.status === 404;
  if (missing || goneId === sessionId) return <NotFoundPage />;
  return (
    <QueryBoundary query={query} what="the display session" lines={10}>
      {(row) => (
        <>
          <Header row={row} />
          <div className={classes.grid}>
            <OperatorPanels row={row} />
            <Aside row={row} />
          </div>
        </>
      )}
    </QueryBoundary>
  );
}

function Header({ row }: { row: DisplaySessionView }) {
  const navigate = useNavigate();
  const { timeZone } = useVenue();
  const mayEdit = useMay('displays.edit');
  const present = useLiveState((live) => live.operator?.present);
  return (
    <PageHeader
      title={row.name}
      back={
        <Link to="/sessions" className={backLinkClass}>
          <IconChevronLeft size={16} aria-hidden="true" />
          Display sessions
        </Link>
      }
      badges={
        <StatusBadge tone="neutral" dot={false}>
          {MODES[row.mode].name}
        </StatusBadge>
      }
      subtitle={`Ends ${formatInstant(row.expiresAt, timeZone)} when it is not used`}
      actions={
        <>
          <Presence people={present ?? []} />
          <ButtonLink
            to="/sessions/$sessionId/announcer"
            params={{ sessionId: row.id }}
            variant="default"
            leftSection={<IconMicrophone2 size={16} />}
          >
            Announcer
          </ButtonLink>
          {mayEdit && (
            <>
              <ButtonLink
                to="/sessions/$sessionId/setup"
                params={{ sessionId: row.id }}
                search={{ step: 'roster' }}
                variant="default"
                leftSection={<IconListCheck size={16} />}
              >
                Set up
              </ButtonLink>
              <DisplaySessionMenu
                row={row}
                onCopied={(id) => navigate({ to: '/sessions/$sessionId', params: { sessionId: id } })}
                onDeleted={() => {
                  sayDone(`${row.name} was deleted.`);
                  navigate({ to: '/sessions' });
                }}
              />
            </>
          )}
        </>
      }
    />
  );
}

function Aside({ row }: { row: DisplaySessionView }) {
  const update = useUpdateDisplaySession(row.id);
  const mayMakeLinks = useMay('links.manage');
  const [pairing, setPairing] = useState(false);
  const state = useLiveState((live) => live.operator);
  const screensByLink = countBy(state?.screens ?? [], ({ linkId }) => linkId);
  return (
    <div className={classes.aside}>
      <Panel title="Links" flush actions={mayMakeLinks && <NewLinkMenu displaySessionId={row.id} />}>
        <LinkList displaySessionId={row.id} screensByLink={screensByLink} />
      </Panel>
      {state && (
        <Panel
          title="Screens"
          note={state.screens.length}
          flush
          actions={
            mayMakeLinks && (
              <Button variant="subtle" size="compact-sm" onClick={() => setPairing(true)}>
                Pair a TV
              </Button>
            )
          }
        >
          <ScreenList row={row} state={state} />
        </Panel>
      )}
      {state && <PlaylistPanel state={state} />}
      <PairDialog displaySessionId={row.id} opened={pairing} onClose={() => setPairing(false)} />
      <Panel title="Timing stream" flush>
        <BoundStreams displaySessionId={row.id} streams={row.streams} />
      </Panel>
      <Panel title="Content" flush>
        {update.isError && <Notice tone="bad">{messageOf(update.error)}</Notice>}
        <UploadSummary displaySessionId={row.id} kind="roster" rows={row.rosterRows} />
        {row.mode === 'results' && (
          <UploadSummary displaySessionId={row.id} kind="results" rows={row.resultRows} />
        )}
        <TemplateSwitch
          value={row.templateId}
          mode={row.mode}
          onChange={(templateId) => update.mutate({ templateId })}
        />
      </Panel>
      {state && (
        <Panel title="Unknown bibs" note={state.unknownTags.length} flush>
          <UnknownTags state={state} />
        </Panel>
      )}
    </div>
  );
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}
