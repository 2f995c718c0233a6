import { Button, Drawer } from '@mantine/core';
import type { TemplateVersion } from '@project88/core/contract/templates.ts';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { pagedQuery, rowsOf } from '../../lib/pagedQuery.ts';
import { Age } from '../../ui/Age.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { ShowMore } from '../../ui/ShowMore.tsx';
import { useBuilder } from '../BuilderContext.tsx';
import classes from './History.module.css';
import { PickedVersion } from './PickedVersion.tsx';

/** The versions that were published, what the draft has differently, and the way back to one. */
export function HistoryButton() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconHistory size={16} />}
        onClick={() => setOpened(true)}
      >
        History
      </Button>
      <Drawer opened={opened} onClose={() => setOpened(false)} position="right" size={520} title="History">
        {opened && <Versions onClose={() => setOpened(false)} />}
      </Drawer>
    </>
  );
}

/** What is asked for the versions of a template. */
export function versionsQuery(templateId: string) {
  return pagedQuery<TemplateVersion>(
    ['templates', 'versions', templateId],
    `/api/templates/${templateId}/versions`,
  );
}

function Versions({ onClose }: { onClose: () => void }) {
  const templateId = useBuilder((state) => state.templateId);
  const [picked, setPicked] = useState<number | null>(null);
  const query = useInfiniteQuery(versionsQuery(templateId));
  return (
    <QueryBoundary
      query={query}
      what="the versions"
      isEmpty={(data) => rowsOf(data).length === 0}
      empty={
        <EmptyState compact icon={<IconHistory size={20} />} title="Nothing was published yet">
          Each time you publish, the design is kept here as a version, with a note of what has changed.
        </EmptyState>
      }
    >
      {(data) => (
        <>
          <ol className={classes.versions}>
            {rowsOf(data).map((version, at) => (
              <VersionRow
                key={version.version}
                version={version}
                isNewest={at === 0}
                isPicked={picked === version.version}
                onPick={() => setPicked(picked === version.version ? null : version.version)}
                onClose={onClose}
              />
            ))}
          </ol>
          <ShowMore query={query} />
        </>
      )}
    </QueryBoundary>
  );
}

interface VersionRowProps {
  version: TemplateVersion;
  isNewest: boolean;
  isPicked: boolean;
  onPick: () => void;
  onClose: () => void;
}

function VersionRow({ version, isNewest, isPicked, onPick, onClose }: VersionRowProps) {
  const { version: number, publishedAt, publishedBy, note } = version;
  return (
    <li className={classes.version}>
      <button type="button" className={classes.head} aria-expanded={isPicked} onClick={onPick}>
        <span className={classes.title}>
          Version {number}
          {isNewest && <span className={classes.tag}>On the screens</span>}
        </span>
        <span className={classes.by}>
          <Age since={publishedAt} />
          {publishedBy && ` by ${publishedBy}`}
        </span>
        {note !== '' && <span className={classes.note}>{note}</span>}
      </button>
      {isPicked && <PickedVersion version={number} onClose={onClose} />}
    </li>
  );
}
