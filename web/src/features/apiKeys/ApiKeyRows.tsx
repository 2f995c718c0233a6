import { ActionIcon, Menu } from '@mantine/core';
import type { ApiKeyView } from '@project88/core/contract/apiKeys.ts';
import { IconDots, IconRefresh, IconTrash } from '@tabler/icons-react';
import { formatDay, formatInstant } from '../../lib/format.ts';
import { useServerNow } from '../../lib/live/useServerNow.ts';
import { useVenue } from '../../lib/venue.tsx';
import { Age } from '../../ui/Age.tsx';
import { Bib } from '../../ui/Bib.tsx';
import { cardClasses } from '../../ui/cards.ts';
import { StatusBadge, type Tone } from '../../ui/StatusBadge.tsx';
import { tableClasses } from '../../ui/table.ts';
import classes from './ApiKeyRows.module.css';
import { type KeyLife, keyLife } from './keyLife.ts';

interface RowsProps {
  items: ApiKeyView[];
  onRotate: (item: ApiKeyView) => void;
  onRevoke: (item: ApiKeyView) => void;
}

export function ApiKeyTable({ items, ...actions }: RowsProps) {
  return (
    <section className={tableClasses.scroll} aria-label="API keys">
      <table className={tableClasses.table}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">May</th>
            <th scope="col" className={tableClasses.extra}>
              From
            </th>
            <th scope="col">Expires</th>
            <th scope="col" className={tableClasses.number}>
              Last used
            </th>
            <th scope="col" className={tableClasses.number}>
              Actions
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td>
                <KeyName item={item} />
              </td>
              <td className={classes.permissions}>{item.permissions.join(', ')}</td>
              <td className={`${classes.permissions} ${tableClasses.extra}`}>{networksOf(item)}</td>
              <td>
                <Expiry item={item} />
              </td>
              <td className={tableClasses.number}>
                <LastUse item={item} />
              </td>
              <td className={tableClasses.number}>
                <KeyMenu item={item} {...actions} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function ApiKeyCards({ items, ...actions }: RowsProps) {
  return (
    <ul className={cardClasses.list}>
      {items.map((item) => (
        <li key={item.id} className={cardClasses.card}>
          <div className={cardClasses.head}>
            <div>
              <KeyName item={item} />
            </div>
            <KeyMenu item={item} {...actions} />
          </div>
          <p className={classes.permissions}>{item.permissions.join(', ')}</p>
          <div className={cardClasses.facts}>
            <Expiry item={item} />
            <span>
              used <LastUse item={item} />
            </span>
            {item.allowList.length > 0 && <span>{networksOf(item)}</span>}
          </div>
        </li>
      ))}
    </ul>
  );
}

function KeyName({ item }: { item: ApiKeyView }) {
  return (
    <>
      <p className={classes.name}>{item.name}</p>
      <Bib>{`${item.prefix}_…`}</Bib>
      {item.rotated && <p className={tableClasses.sub}>A newer key took over</p>}
    </>
  );
}

function networksOf({ allowList }: ApiKeyView): string {
  return allowList.length === 0 ? 'anywhere' : allowList.join(', ');
}

const TONES: Record<KeyLife, Tone> = { open: 'neutral', ending: 'warn', replaced: 'warn', expired: 'bad' };

function Expiry({ item }: { item: ApiKeyView }) {
  const { timeZone } = useVenue();
  const life = keyLife(item, useServerNow());
  return (
    <StatusBadge tone={TONES[life]} dot={life !== 'open'}>
      {expiryWords(item, life, timeZone)}
    </StatusBadge>
  );
}

function expiryWords({ expiresAt }: ApiKeyView, life: KeyLife, timeZone: string): string {
  if (expiresAt === null) return 'never';
  if (life === 'replaced') return `ends ${formatInstant(expiresAt, timeZone)}`;
  return life === 'expired' ? `expired ${formatDay(expiresAt, timeZone)}` : formatDay(expiresAt, timeZone);
}

function LastUse({ item }: { item: ApiKeyView }) {
  return (
    <>
      <Age since={item.lastUsedAt} never="never" />
      {item.lastUsedAddress !== null && (
        <span className={classes.address}>{` from ${item.lastUsedAddress}`}</span>
      )}
    </>
  );
}

function KeyMenu({ item, onRotate, onRevoke }: Omit<RowsProps, 'items'> & { item: ApiKeyView }) {
  return (
    // Outside of the table, which scrolls and would cut it off, but inside the page's landmark.
    <Menu position="bottom-end" width={180} withinPortal portalProps={{ target: '#main' }}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Actions for the key ${item.name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconRefresh size={16} />}
          onClick={() => onRotate(item)}
          disabled={item.rotated}
        >
          Rotate
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={16} />} c="var(--p88-bad)" onClick={() => onRevoke(item)}>
          Revoke
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
