import { documentDifferences } from '@project88/core/displays/document/diff.ts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { rowsOf } from '../../lib/pagedQuery.ts';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { useBuilder } from '../BuilderContext.tsx';
import { Differences } from './Differences.tsx';
import classes from './History.module.css';
import { versionsQuery } from './HistoryButton.tsx';
import { versionQuery } from './PickedVersion.tsx';

/** What publishing would change on the screens, against the version that is there. A help: without it one publishes too. */
export function News() {
  const templateId = useBuilder((state) => state.templateId);
  const document = useBuilder((state) => state.document);
  const versions = useInfiniteQuery(versionsQuery(templateId));
  const newest = versions.data === undefined ? undefined : rowsOf(versions.data)[0]?.version;
  const published = useQuery({ ...versionQuery(templateId, newest ?? 0), enabled: newest !== undefined });
  if (versions.data !== undefined && newest === undefined) {
    return <p className={classes.none}>It is published for the first time.</p>;
  }
  if (published.data === undefined) return null;
  const differences = documentDifferences(published.data.document, document);
  return (
    <ScrollRegion label="What is new" className={classes.news}>
      <p className={classes.newsTitle}>Against version {newest}</p>
      <Differences differences={differences} none="Nothing is different." />
    </ScrollRegion>
  );
}
