import type { MeReply } from '@project88/core/contract/auth.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { BuilderFrame } from '../../builder/BuilderFrame.tsx';
import { HistoryButton } from '../../builder/panels/HistoryButton.tsx';
import { Inspector } from '../../builder/panels/Inspector.tsx';
import { Layers } from '../../builder/panels/Layers.tsx';
import { Palette } from '../../builder/panels/Palette.tsx';
import { PublishButton } from '../../builder/panels/PublishButton.tsx';
import { type PickPicture, PicturePicking } from '../../builder/panels/picturePicking.tsx';
import { SampleMenu } from '../../builder/shown/SampleMenu.tsx';
import { createDraftKeeper } from '../../builder/store/draftKeeper.ts';
import { type OpenTemplate, openTemplate } from '../../builder/store/openTemplate.ts';
import { PicturePicker } from '../../features/assets/PicturePicker.tsx';
import { meQuery } from '../../features/auth/api/me.ts';
import { ApiError } from '../../lib/api.ts';
import { ConsoleLiveProvider } from '../../lib/live/ConsoleLiveContext.tsx';
import { createConsoleLive } from '../../lib/live/consoleLive.ts';
import { MeProvider } from '../../lib/me.tsx';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { type Venue, VenueProvider } from '../../lib/venue.tsx';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { PageMessage } from '../../ui/PageMessage.tsx';
import { SessionTools, useDisplaySessions } from './SessionTools.tsx';
import { useShown } from './useShown.ts';

const keeper = createDraftKeeper();
/** Until the server has told. */
const UNKNOWN_VENUE: Venue = { timeZone: 'UTC', timingPort: null };

/** One template in the builder. Without a network the draft of this browser is opened all the same. */
export function BuilderPage() {
  const { templateId } = useParams({ strict: false }) as { templateId: string };
  const me = useQuery({ ...meQuery, networkMode: 'always', retry: false });
  const live = useMemo(() => createConsoleLive(), []);
  if (me.isPending) return null;
  const isSignedOut = me.error instanceof ApiError && me.error.status === 401;
  if (isSignedOut) return null;
  const readOnly = me.data !== undefined && !me.data.permissions.includes('templates.edit');
  const mayWatch = me.data?.permissions.includes('displays.view') === true;
  return (
    <MeProvider value={me.data ?? null}>
      <VenueProvider value={me.data ? venueOf(me.data) : UNKNOWN_VENUE}>
        <ConsoleLiveProvider live={live} enabled={mayWatch}>
          <Opening key={templateId} templateId={templateId} readOnly={readOnly} mayWatch={mayWatch} />
        </ConsoleLiveProvider>
      </VenueProvider>
    </MeProvider>
  );
}

function venueOf({ partner, timingPort }: MeReply): Venue {
  return { timeZone: partner.timeZone, timingPort: timingPort ?? null };
}

interface OpeningProps {
  templateId: string;
  readOnly: boolean;
  mayWatch: boolean;
}

function Opening({ templateId, readOnly, mayWatch }: OpeningProps) {
  const [open, setOpen] = useState<OpenTemplate | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt opens it again
  useEffect(() => {
    let isGone = false;
    let opened: OpenTemplate | null = null;
    openTemplate(templateId, keeper, readOnly).then(
      (ready) => {
        opened = ready;
        if (isGone) ready.saving.stop();
        else setOpen(ready);
      },
      (failure: unknown) => setError(failure),
    );
    return () => {
      isGone = true;
      opened?.saving.stop();
    };
  }, [templateId, readOnly, attempt]);
  const retry = (): void => {
    setError(null);
    setAttempt((before) => before + 1);
  };
  if (open !== null) return mayWatch ? <WithSessions open={open} /> : <Alone open={open} />;
  if (error === null) return null;
  return (
    <PageMessage title="Builder">
      <ErrorPanel error={error} what="the template" onRetry={retry} />
    </PageMessage>
  );
}

/** What stands around the canvas. */
const SIDES = {
  left: (
    <>
      <Palette />
      <Layers />
    </>
  ),
  right: <Inspector />,
};

/** The library of pictures, for the parts that want one. */
function WithPictures({ children }: { children: ReactNode }) {
  const [onPick, setOnPick] = useState<((asset: { id: string; name: string }) => void) | null>(null);
  const open = useCallback<PickPicture>((next) => setOnPick(() => next), []);
  return (
    <PicturePicking value={open}>
      {children}
      <PicturePicker
        opened={onPick !== null}
        onClose={() => setOnPick(null)}
        onPick={(asset) => onPick?.(asset)}
      />
    </PicturePicking>
  );
}

function WithSessions({ open }: { open: OpenTemplate }) {
  const asked = useSearch({ strict: false }) as { session?: string };
  const [sessionId, setSessionId] = useState(asked.session ?? null);
  const displaySessions = useDisplaySessions();
  const displaySession = displaySessions.find(({ id }) => id === sessionId);
  const { shown, menu } = useShown(open.builder, displaySession);
  usePageTitle(open.builder.store.getState().document.name);
  return (
    <WithPictures>
      <BuilderFrame
        open={open}
        shown={shown}
        {...SIDES}
        tools={
          <>
            <SampleMenu {...menu} />
            <SessionTools
              displaySessions={displaySessions}
              displaySession={displaySession}
              onChange={setSessionId}
            />
            <HistoryButton />
            <PublishButton saving={open.saving} />
          </>
        }
      />
    </WithPictures>
  );
}

/** Without a network, or for those who may not see display sessions. */
function Alone({ open }: { open: OpenTemplate }) {
  const { shown, menu } = useShown(open.builder, undefined);
  usePageTitle(open.builder.store.getState().document.name);
  return <BuilderFrame open={open} shown={shown} {...SIDES} tools={<SampleMenu {...menu} />} />;
}
