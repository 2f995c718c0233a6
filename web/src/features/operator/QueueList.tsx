import { ActionIcon, Menu } from '@mantine/core';
import type { OperatorState } from '@project88/core/contract/live.ts';
import type { Card } from '@project88/core/displays/screen/card.ts';
import { IconDots } from '@tabler/icons-react';
import { useMay } from '../../lib/me.tsx';
import { Age } from '../../ui/Age.tsx';
import { useSendCommand } from './api/program.ts';
import { CardList } from './CardList.tsx';
import { cardName } from './cardText.ts';
import classes from './QueueList.module.css';

/** Who is shown of those who wait; the count tells of all. */
export const QUEUE_ROWS = 8;

interface QueueListProps {
  state: OperatorState;
  /** Open the notes about a runner. */
  onNotes: (card: Card) => void;
}

/** Who waits, first to come first, with what can be done about each. */
export function QueueList({ state, onNotes }: QueueListProps) {
  const mayOperate = useMay('displays.operate');
  return (
    <CardList
      cards={state.waiting}
      rows={QUEUE_ROWS}
      label="Queue"
      empty="Nobody waits"
      meta={(card) => (
        <span className={classes.meta}>
          <Age since={card.receivedAtMs} />
          {mayOperate && (
            <CardMenu displaySessionId={state.displaySessionId} card={card} onNotes={onNotes} waits />
          )}
        </span>
      )}
    />
  );
}

interface CardMenuProps {
  displaySessionId: string;
  card: Card;
  onNotes: (card: Card) => void;
  /** It is in the queue, so it can be taken out of it. */
  waits?: boolean;
}

/** What can be done about one runner. */
export function CardMenu({ displaySessionId, card, onNotes, waits = false }: CardMenuProps) {
  const command = useSendCommand(displaySessionId);
  const act = (action: 'show' | 'skip') => () => command.mutate({ action, cardId: card.id });
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${card.bib} ${cardName(card)}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={act('show')}>Show now</Menu.Item>
        {waits && <Menu.Item onClick={act('skip')}>Skip</Menu.Item>}
        {card.known && <Menu.Item onClick={() => onNotes(card)}>VIP and notes …</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
