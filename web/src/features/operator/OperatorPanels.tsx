import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import type { OperatorState } from '@project88/core/contract/live.ts';
import type { Card } from '@project88/core/displays/screen/card.ts';
import { useState } from 'react';
import { formatAge, formatCount, plural } from '../../lib/format.ts';
import { useLiveState } from '../../lib/live/ConsoleLiveContext.tsx';
import { useMay } from '../../lib/me.tsx';
import { ConnectionLost } from '../../ui/ConnectionLost.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { LiveRegion } from '../../ui/LiveRegion.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { CardList } from './CardList.tsx';
import { ControlBar } from './ControlBar.tsx';
import { cardName } from './cardText.ts';
import { LiveNumbers } from './LiveNumbers.tsx';
import { NotesDialog } from './NotesDialog.tsx';
import { OnAir } from './OnAir.tsx';
import classes from './OperatorPanels.module.css';
import { PreparePanel } from './PreparePanel.tsx';
import { CardMenu, QUEUE_ROWS, QueueList } from './QueueList.tsx';
import { ShortcutSheet } from './ShortcutSheet.tsx';

const LIST_ROWS = 8;

/** The live middle of the display session's page: on air, controls, numbers, queue, recent crossings. */
export function OperatorPanels({ row }: { row: DisplaySessionView }) {
  const state = useLiveState((live) => live.operator);
  const mayOperate = useMay('displays.operate');
  const [noted, setNoted] = useState<Card | null>(null);
  if (state === null) {
    return (
      <div className={classes.waiting}>
        <EmptyState title="Waiting for the live state">
          It comes as soon as this page is connected.
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={classes.stack}>
      <LiveRegion text={summary(state)} />
      <ConnectionLost>
        The screens go on by themselves, but no order reaches them until this page is back.
      </ConnectionLost>
      <div className={mayOperate ? classes.switcher : undefined}>
        <OnAir row={row} state={state} />
        {mayOperate && <PreparePanel row={row} state={state} />}
      </div>
      {mayOperate && <ControlBar state={state} />}
      {mayOperate && <ShortcutSheet />}
      <LiveNumbers state={state} />
      <div className={classes.pair}>
        <Panel title="Queue" note={waitingNote(state)} flush>
          <QueueList state={state} onNotes={setNoted} />
        </Panel>
        <Panel title="Recent crossings" flush>
          <CardList
            cards={state.recent}
            rows={LIST_ROWS}
            label="Recent crossings"
            empty="No crossing yet"
            meta={(card) => (
              <span className={classes.meta}>
                {card.timeOfDay}
                {mayOperate && <CardMenu displaySessionId={row.id} card={card} onNotes={setNoted} />}
              </span>
            )}
          />
        </Panel>
      </div>
      <NotesDialog displaySessionId={row.id} card={noted} onClose={() => setNoted(null)} />
    </div>
  );
}

function waitingNote({ status: { waiting } }: OperatorState): string {
  const words = `${formatCount(waiting)} waiting`;
  return waiting > QUEUE_ROWS ? `${words}, the first ${QUEUE_ROWS} are shown` : words;
}

/** What ears are told, at most every five seconds. */
function summary(state: OperatorState): string {
  const { onAir, status } = state;
  const air = onAir ? `On air: bib ${onAir.card.bib}, ${cardName(onAir.card)}.` : 'The screens rest.';
  const held = status.held ? ' Held.' : '';
  const age =
    status.lastReadAtMs === null ? '' : ` Last read ${formatAge(state.nowMs - status.lastReadAtMs)} ago.`;
  return `${air}${held} ${status.waiting} waiting.${age} ${plural(state.screens.length, 'screen')}.`;
}
