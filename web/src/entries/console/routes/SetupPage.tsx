import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { LinkStep } from '../../../features/displayLinks/LinkStep.tsx';
import { displaySessionQuery } from '../../../features/displaySessions/api/displaySessions.ts';
import { useUpdateDisplaySession } from '../../../features/displaySessions/api/updateDisplaySession.ts';
import { TemplateChoice } from '../../../features/templates/TemplateChoice.tsx';
import { BoundStreams } from '../../../features/timingSessions/BoundStreams.tsx';
import { UploadPanel } from '../../../features/uploads/UploadPanel.tsx';
import { UploadSummary } from '../../../features/uploads/UploadSummary.tsx';
import { messageOf } from '../../../lib/api.ts';
import { ButtonLink } from '../../../ui/links.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryBoundary } from '../../../ui/QueryBoundary.tsx';
import { type SetupStep, stepAfter, stepBefore } from '../setupSteps.ts';
import { SetupFrame } from './SetupFrame.tsx';

const TEXTS: Record<SetupStep, { title: string; text: string }> = {
  roster: {
    title: 'Load the roster',
    text: 'The start list that names come from. Without it screens show bibs. You can load it later, and replace it at any time.',
  },
  stream: {
    title: 'Choose the timing stream',
    text: 'The reads of this stream come on air. Look at its live preview to be sure that it is the right one.',
  },
  template: { title: 'Choose a template', text: 'How the screens look. It can be changed while they run.' },
  link: { title: 'Link the screens', text: 'Open the link on every screen that is to show this display.' },
};

/** The guided flow after its first step. Every step is saved as it is done, so the flow can be left and resumed. */
export function SetupPage() {
  const { sessionId } = useParams({ from: '/app/sessions/$sessionId/setup' });
  const { step } = useSearch({ from: '/app/sessions/$sessionId/setup' });
  const query = useQuery(displaySessionQuery(sessionId));
  return (
    <QueryBoundary query={query} what="the display session" lines={8}>
      {(row) => (
        <SetupFrame step={step} sessionId={row.id} {...TEXTS[step]} foot={<Foot step={step} row={row} />}>
          <StepBody step={step} row={row} />
        </SetupFrame>
      )}
    </QueryBoundary>
  );
}

function StepBody({ step, row }: { step: SetupStep; row: DisplaySessionView }): ReactNode {
  switch (step) {
    case 'roster':
      return <RosterStep row={row} />;
    case 'stream':
      return (
        <Panel title="Timing stream" flush>
          <BoundStreams displaySessionId={row.id} streams={row.streams} />
        </Panel>
      );
    case 'template':
      return <TemplateStep row={row} />;
    case 'link':
      return (
        <Panel title="Display link">
          <LinkStep displaySessionId={row.id} />
        </Panel>
      );
  }
}

function RosterStep({ row }: { row: DisplaySessionView }) {
  return (
    <>
      {row.rosterRows > 0 && (
        <Panel title="Loaded" flush>
          <UploadSummary displaySessionId={row.id} kind="roster" rows={row.rosterRows} />
        </Panel>
      )}
      <UploadPanel key={row.id} displaySessionId={row.id} kind="roster" />
      {row.mode === 'results' && (
        <Panel title="Results" flush>
          <UploadSummary displaySessionId={row.id} kind="results" rows={row.resultRows} />
        </Panel>
      )}
    </>
  );
}

function TemplateStep({ row }: { row: DisplaySessionView }) {
  const update = useUpdateDisplaySession(row.id);
  return (
    <>
      {update.isError && <Notice tone="bad">{messageOf(update.error)}</Notice>}
      <TemplateChoice
        value={row.templateId}
        mode={row.mode}
        onChange={(templateId) => update.mutate({ templateId })}
      />
    </>
  );
}

/** True when the step has given what it is for; else going on is a skip. */
function isDone(step: SetupStep, row: DisplaySessionView): boolean {
  if (step === 'roster') return row.rosterRows > 0;
  return step !== 'stream' || row.streams.length > 0;
}

function Foot({ step, row }: { step: SetupStep; row: DisplaySessionView }) {
  const params = { sessionId: row.id };
  const [before, after] = [stepBefore(step), stepAfter(step)];
  return (
    <>
      {before ? (
        <ButtonLink
          to="/sessions/$sessionId/setup"
          params={params}
          search={{ step: before }}
          variant="default"
          size="md"
        >
          Back
        </ButtonLink>
      ) : (
        <span />
      )}
      {after ? (
        <ButtonLink
          to="/sessions/$sessionId/setup"
          params={params}
          search={{ step: after }}
          variant={isDone(step, row) ? 'filled' : 'default'}
          size="md"
        >
          {isDone(step, row) ? 'Continue' : 'Skip for now'}
        </ButtonLink>
      ) : (
        <ButtonLink to="/sessions/$sessionId" params={params} size="md" variant="default">
          Go to the live page
        </ButtonLink>
      )}
    </>
  );
}
