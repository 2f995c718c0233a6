import type { MeReply } from '@project88/core/contract/auth.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { BuilderFrame } from '../../builder/BuilderFrame.tsx';
import { SampleMenu } from '../../builder/shown/SampleMenu.tsx';
import { SAMPLES, type Sample } from '../../builder/shown/samples.ts';
import { sampleShown } from '../../builder/shown/shown.ts';
import { createDraftKeeper } from '../../builder/store/draftKeeper.ts';
import { type OpenTemplate, openTemplate } from '../../builder/store/openTemplate.ts';
import { meQuery } from '../../features/auth/api/me.ts';
import { MeProvider } from '../../lib/me.tsx';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { ErrorPanel } from '../../ui/ErrorPanel.tsx';
import { PageMessage } from '../../ui/PageMessage.tsx';

const keeper = createDraftKeeper();

/** One template in the builder. */
export function BuilderPage() {
  const templateId = window.location.pathname.split('/')[2] ?? '';
  const me = useQuery({ ...meQuery, networkMode: 'always' });
  // Without a network the draft of this browser is opened all the same.
  const readOnly = me.data !== undefined && !me.data.permissions.includes('templates.edit');
  if (me.isPending) return null;
  const isOffline = me.data === undefined;
  return (
    <MeProvider value={me.data ?? null}>
      <Opening key={templateId} templateId={templateId} readOnly={readOnly} me={isOffline ? null : me.data} />
    </MeProvider>
  );
}

interface OpeningProps {
  templateId: string;
  readOnly: boolean;
  me: MeReply | null;
}

function Opening({ templateId, readOnly }: OpeningProps) {
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
  if (open !== null) return <Open open={open} />;
  if (error === null) return null;
  const retry = (): void => {
    setError(null);
    setAttempt((before) => before + 1);
  };
  return (
    <PageMessage title="Builder">
      <ErrorPanel error={error} what="the template" onRetry={retry} />
    </PageMessage>
  );
}

function Open({ open }: { open: OpenTemplate }) {
  const [sample, setSample] = useState<Sample>(SAMPLES[0]);
  const shown = useMemo(() => sampleShown(sample), [sample]);
  usePageTitle(open.builder.store.getState().document.name);
  return (
    <BuilderFrame open={open} shown={shown} tools={<SampleMenu sample={sample} onChange={setSample} />} />
  );
}
