import type { MeReply } from '@project88/core/contract/auth.ts';
import { useSearch } from '@tanstack/react-router';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { BuilderFrame } from '../../builder/BuilderFrame.tsx';
import { HistoryButton } from '../../builder/panels/HistoryButton.tsx';
import { Inspector } from '../../builder/panels/Inspector.tsx';
import { Layers } from '../../builder/panels/Layers.tsx';
import { Palette } from '../../builder/panels/Palette.tsx';
import { PublishButton } from '../../builder/panels/PublishButton.tsx';
import { type PickPicture, PicturePicking } from '../../builder/panels/picturePicking.tsx';
import { LockBanner } from '../../builder/presence/LockBanner.tsx';
import { People } from '../../builder/presence/People.tsx';
import { useEditLock } from '../../builder/presence/useEditLock.ts';
import { SampleMenu } from '../../builder/shown/SampleMenu.tsx';
import type { OpenTemplate } from '../../builder/store/openTemplate.ts';
import { PicturePicker } from '../../features/assets/PicturePicker.tsx';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { SessionTools, useDisplaySessions } from './SessionTools.tsx';
import { useShown } from './useShown.ts';
import { WithStyleImport } from './WithStyleImport.tsx';

interface WorkshopProps {
  open: OpenTemplate;
  /** Null without a network. */
  me: MeReply | null;
}

/** The open template with everything around it. */
export function Workshop({ open, me }: WorkshopProps) {
  const mayEdit = me === null || me.permissions.includes('templates.edit');
  const mayWatch = me?.permissions.includes('displays.view') === true;
  useEffect(() => open.builder.show({ readOnly: !mayEdit }), [open, mayEdit]);
  usePageTitle(open.builder.store.getState().document.name);
  return mayWatch ? (
    <WithSessions open={open} userId={me.user.id} mayEdit={mayEdit} />
  ) : (
    <Alone open={open} />
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

interface WithSessionsProps {
  open: OpenTemplate;
  userId: string;
  mayEdit: boolean;
}

function WithSessions({ open, userId, mayEdit }: WithSessionsProps) {
  const asked = useSearch({ strict: false }) as { session?: string };
  const [sessionId, setSessionId] = useState(asked.session ?? null);
  const displaySessions = useDisplaySessions();
  const displaySession = displaySessions.find(({ id }) => id === sessionId);
  const { shown, menu } = useShown(open.builder, displaySession);
  const presence = useEditLock(open, userId, mayEdit);
  return (
    <WithPictures>
      <WithStyleImport open={open}>
        <BuilderFrame
          open={open}
          shown={shown}
          {...SIDES}
          notices={mayEdit && <LockBanner saving={open.saving} presence={presence} />}
          tools={
            <>
              <People people={presence.others} />
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
      </WithStyleImport>
    </WithPictures>
  );
}

/** Without a network, or for those who may not see display sessions. */
function Alone({ open }: { open: OpenTemplate }) {
  const { shown, menu } = useShown(open.builder, undefined);
  return <BuilderFrame open={open} shown={shown} {...SIDES} tools={<SampleMenu {...menu} />} />;
}
