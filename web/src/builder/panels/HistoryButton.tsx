import { Button, Drawer } from '@mantine/core';
import type { TemplateVersion, TemplateVersionView } from '@project88/core/contract/templates.ts';
import { documentDifferences } from '@project88/core/displays/document/diff.ts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../lib/api.ts';
import { pagedQuery, rowsOf } from '../../lib/pagedQuery.ts';
import { Age } from '../../ui/Age.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { ShowMore } from '../../ui/ShowMore.tsx';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import classes from './Panels.module.css';

/** The versions that were published, what the draft has differently, and the way back to one. */
export function HistoryButton() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpened(true)}>
        History
      </Button>
      <Drawer opened={opened} onClose={() => setOpened(false)} position="right" title="History">
        {opened && <Versions onClose={() => setOpened(false)} />}
      </Drawer>
    </>
  );
}

function Versions({ onClose }: { onClose: () => void }) {
  const templateId = useBuilder((state) => state.templateId);
  const [picked, setPicked] = useState<number | null>(null);
  const query = useInfiniteQuery(
    pagedQuery<TemplateVersion>(
      ['templates', 'versions', templateId],
      `/api/templates/${templateId}/versions`,
    ),
  );
  return (
    <QueryBoundary
      query={query}
      what="the versions"
      isEmpty={(data) => rowsOf(data).length === 0}
      empty={<p className={classes.hint}>Nothing was published yet.</p>}
    >
      {(data) => (
        <>
          <ul className={classes.group}>
            {rowsOf(data).map(({ version, publishedAt, publishedBy, note }) => (
              <li key={version} className={classes.box}>
                <button
                  type="button"
                  className={classes.layerName}
                  aria-expanded={picked === version}
                  onClick={() => setPicked(picked === version ? null : version)}
                >
                  Version {version} · <Age since={publishedAt} /> {publishedBy && `by ${publishedBy}`}
                </button>
                {note !== '' && <p className={classes.hint}>{note}</p>}
                {picked === version && <Picked version={version} onClose={onClose} />}
              </li>
            ))}
          </ul>
          <ShowMore query={query} />
        </>
      )}
    </QueryBoundary>
  );
}

/** What differs, in words. Taking a version back is one step of undo, like any other change. */
function Picked({ version, onClose }: { version: number; onClose: () => void }) {
  const builder = useBuilderApi();
  const templateId = useBuilder((state) => state.templateId);
  const document = useBuilder((state) => state.document);
  const readOnly = useBuilder((state) => state.readOnly);
  const query = useQuery({
    queryKey: ['templates', 'version', templateId, version],
    queryFn: ({ signal }) =>
      request<TemplateVersionView>('GET', `/api/templates/${templateId}/versions/${version}`, { signal }),
  });
  return (
    <QueryBoundary query={query} what="the version" lines={2} compact>
      {(known) => {
        const differences = documentDifferences(known.document, document);
        return (
          <>
            {differences.length === 0 ? (
              <p className={classes.hint}>The draft is the same.</p>
            ) : (
              <ul className={classes.hint}>
                {differences.slice(0, 40).map((difference) => (
                  <li key={difference}>{difference}</li>
                ))}
              </ul>
            )}
            {!readOnly && differences.length > 0 && (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => {
                  builder.apply(() => known.document, `Back to version ${version}`);
                  onClose();
                }}
              >
                Take it into the draft
              </Button>
            )}
          </>
        );
      }}
    </QueryBoundary>
  );
}
