import { Button } from '@mantine/core';
import type { PlatformUser } from '@project88/core/contract/partners.ts';
import { Link } from '@tanstack/react-router';
import { roleName } from '../../lib/roles.ts';
import { Age } from '../../ui/Age.tsx';
import { cardClasses } from '../../ui/cards.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { tableClasses } from '../../ui/table.ts';
import classes from './UserRows.module.css';

interface UserRowsProps {
  items: PlatformUser[];
  /** Nobody blocks themselves. */
  meId: string;
  onBlock: (user: PlatformUser) => void;
}

export function UserTable({ items, meId, onBlock }: UserRowsProps) {
  return (
    <section className={tableClasses.scroll} aria-label="People">
      <table className={tableClasses.table}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Partner</th>
            <th scope="col" className={tableClasses.extra}>
              Role
            </th>
            <th scope="col">Second factor</th>
            <th scope="col" className={`${tableClasses.number} ${tableClasses.extra}`}>
              Last sign-in
            </th>
            <th scope="col" className={tableClasses.number}>
              Sign-in
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td>
                <Name item={item} />
                <p className={tableClasses.sub}>{item.email}</p>
              </td>
              <td>
                <PartnerLink item={item} />
              </td>
              <td className={tableClasses.extra}>{roleName(item)}</td>
              <td>{item.secondFactors > 0 ? 'On' : <StatusBadge tone="warn">None</StatusBadge>}</td>
              <td className={`${tableClasses.number} ${tableClasses.extra}`}>
                <Age since={item.lastLoginAt} never="never" />
              </td>
              <td className={tableClasses.number}>
                <BlockButton item={item} meId={meId} onBlock={onBlock} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function UserCards({ items, meId, onBlock }: UserRowsProps) {
  return (
    <ul className={cardClasses.list}>
      {items.map((item) => (
        <li key={item.id} className={cardClasses.card}>
          <div className={cardClasses.head}>
            <div className={classes.text}>
              <Name item={item} />
              <p className={tableClasses.sub}>{item.email}</p>
            </div>
            <BlockButton item={item} meId={meId} onBlock={onBlock} />
          </div>
          <div className={cardClasses.facts}>
            <PartnerLink item={item} />
            <span>{roleName(item)}</span>
            <span>{item.secondFactors > 0 ? 'second factor on' : 'no second factor'}</span>
            <span>
              last sign-in <Age since={item.lastLoginAt} never="never" />
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Name({ item }: { item: PlatformUser }) {
  return (
    <p className={classes.name}>
      {item.name || item.email} {item.disabled && <StatusBadge tone="bad">Blocked</StatusBadge>}
    </p>
  );
}

function PartnerLink({ item }: { item: PlatformUser }) {
  return (
    <Link
      to="/platform/partners/$partnerId"
      params={{ partnerId: item.partnerId }}
      className={classes.partner}
    >
      {item.partner}
    </Link>
  );
}

function BlockButton({
  item,
  meId,
  onBlock,
}: Pick<UserRowsProps, 'meId' | 'onBlock'> & { item: PlatformUser }) {
  if (item.id === meId) return <span className={tableClasses.sub}>You</span>;
  const words = item.disabled ? 'Unblock' : 'Block';
  return (
    <Button
      variant="default"
      size="compact-sm"
      className={classes.block}
      aria-label={`${words} ${item.name || item.email}`}
      onClick={() => onBlock(item)}
    >
      {words}
    </Button>
  );
}
