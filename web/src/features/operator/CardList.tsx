import type { Card } from '@project88/core/displays/screen/card.ts';
import { type CSSProperties, memo, type ReactNode } from 'react';
import { Bib } from '../../ui/Bib.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import classes from './CardTable.module.css';
import { cardName } from './cardText.ts';

interface CardListProps {
  cards: readonly Card[];
  /** Rows that are shown and that the list keeps room for. */
  rows: number;
  label: string;
  empty: string;
  meta: (card: Card) => ReactNode;
}

/** A short list of crossings. Its height does not change as they come and go. */
export function CardList({ cards, rows, label, empty, meta }: CardListProps) {
  const room = { '--rows': rows } as CSSProperties;
  if (cards.length === 0) {
    return (
      <p className={classes.empty} style={room}>
        {empty}
      </p>
    );
  }
  return (
    <ol className={classes.list} style={room} aria-label={label}>
      {cards.slice(0, rows).map((card) => (
        <li key={card.id} className={classes.row}>
          <CardCells card={card} />
          <span className={classes.meta}>{meta(card)}</span>
        </li>
      ))}
    </ol>
  );
}

const CardCells = memo(function CardCells({ card }: { card: Card }) {
  return (
    <>
      <Bib>{card.bib}</Bib>
      <span className={classes.who}>
        <span className={`${classes.name} ${card.known ? '' : classes.unknown}`}>{cardName(card)}</span>
        <span className={classes.where}>{[card.location, card.division].filter(Boolean).join(' · ')}</span>
      </span>
      {card.vip && (
        <StatusBadge tone="live" dot={false}>
          VIP
        </StatusBadge>
      )}
    </>
  );
});
