import { Button, Drawer, Group, Stack } from '@mantine/core';
import type { AuditEntryView } from '@project88/core/contract/audit.ts';
import { formatClock, formatCount, formatDay, zoneName } from '../../lib/format.ts';
import { useVenue } from '../../lib/venue.tsx';
import { CopyIcon } from '../../ui/CopyButton.tsx';
import { Fact, Facts } from '../../ui/Facts.tsx';
import { useCompact } from '../../ui/useCompact.ts';
import { ChangeTable } from './ChangeTable.tsx';
import classes from './EntrySheet.module.css';
import type { AuditSearch } from './filter.ts';
import { actionWords, actorKind, actorName } from './words.ts';

interface EntrySheetProps {
  /** Null when nothing is opened. */
  entry: AuditEntryView | null;
  onClose: () => void;
  onNarrow: (more: AuditSearch) => void;
}

/** All that is known of one entry. */
export function EntrySheet({ entry, onClose, onNarrow }: EntrySheetProps) {
  const compact = useCompact();
  return (
    <Drawer
      opened={entry !== null}
      onClose={onClose}
      position="right"
      size={compact ? '100%' : 560}
      title={entry ? `Entry ${formatCount(entry.seq)}` : ''}
    >
      {entry && <Entry entry={entry} onNarrow={onNarrow} />}
    </Drawer>
  );
}

function Entry({ entry, onNarrow }: { entry: AuditEntryView; onNarrow: EntrySheetProps['onNarrow'] }) {
  const { timeZone } = useVenue();
  const { actor, object } = entry;
  const name = actorName(actor);
  const kind = actorKind(actor);
  return (
    <Stack gap="lg">
      <p className={classes.sentence}>
        <strong>{name}</strong> {actionWords(entry.action)}.
      </p>
      <Facts>
        <Fact label="When">
          {formatDay(entry.at, timeZone)} {formatClock(entry.at, timeZone)}{' '}
          {zoneName(timeZone, Date.parse(entry.at))}
        </Fact>
        <Fact label="Who">
          {name}
          {kind !== '' && ` (${kind})`}
        </Fact>
        <Fact label="Address">{entry.address || 'none'}</Fact>
        <Fact label="Object">{object.kind}</Fact>
      </Facts>
      <ChangeTable before={entry.before} after={entry.after} />
      <Group gap="xs">
        {actor.id !== '' && (
          <Button variant="default" onClick={() => onNarrow({ actorId: actor.id })}>
            All by {name}
          </Button>
        )}
        {object.id !== '' && (
          <Button variant="default" onClick={() => onNarrow({ objectId: object.id })}>
            All about this {object.kind}
          </Button>
        )}
      </Group>
      <dl className={classes.codes}>
        <Code label="Action" value={entry.action} />
        {object.id !== '' && <Code label="Object id" value={object.id} />}
        {actor.id !== '' && <Code label="Actor id" value={actor.id} />}
        <Code label="Request id" value={entry.requestId} />
        <Code label="Hash" value={entry.hash} />
      </dl>
    </Stack>
  );
}

function Code({ label, value }: { label: string; value: string }) {
  return (
    <div className={classes.code}>
      <dt>{label}</dt>
      <dd>
        <code>{value}</code>
        <CopyIcon value={value} label={`Copy the ${label.toLowerCase()}`} />
      </dd>
    </div>
  );
}
