import { Drawer, SegmentedControl, Stack } from '@mantine/core';
import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import type { AnalyticsView } from '@project88/core/contract/program.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatCount } from '../../lib/format.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Fact, Facts } from '../../ui/Facts.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { tableClasses } from '../../ui/table.ts';
import { useCompact } from '../../ui/useCompact.ts';
import { analyticsQuery } from './api/life.ts';
import { MinuteChart } from './MinuteChart.tsx';
import { MinuteTable } from './MinuteTable.tsx';

interface AnalyticsSheetProps {
  row: DisplaySessionView;
  onClose: () => void;
}

/** How a display session went. */
export function AnalyticsSheet({ row, onClose }: AnalyticsSheetProps) {
  const query = useQuery(analyticsQuery(row.id));
  const compact = useCompact();
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={compact ? '100%' : 640}
      title={`Analytics of ${row.name}`}
    >
      <QueryBoundary
        query={query}
        what="the analytics"
        lines={8}
        isEmpty={({ minutes }) => minutes.length === 0}
        empty={
          <EmptyState title="Nothing to tell yet">
            Numbers come a minute after the first read or the first screen.
          </EmptyState>
        }
      >
        {(analytics) => <Numbers analytics={analytics} />}
      </QueryBoundary>
    </Drawer>
  );
}

function Numbers({ analytics }: { analytics: AnalyticsView }) {
  const [as, setAs] = useState<'picture' | 'table'>('picture');
  const { minutes, sponsors } = analytics;
  return (
    <Stack gap="lg">
      <Facts>
        <Fact label="Reads">{formatCount(analytics.reads)}</Fact>
        <Fact label="Names shown">{formatCount(analytics.namesShown)}</Fact>
        <Fact label="Largest backlog">{formatCount(analytics.backlogMost)}</Fact>
        <Fact label="Read to screen, middle">{latency(analytics.latencyP50Ms)}</Fact>
        <Fact label="Read to screen, worst minute">{latency(analytics.latencyP99Ms)}</Fact>
        <Fact label="Minutes">{formatCount(minutes.length)}</Fact>
      </Facts>
      <SegmentedControl
        aria-label="Show as"
        value={as}
        onChange={(value) => setAs(value as 'picture' | 'table')}
        data={[
          { value: 'picture', label: 'Picture' },
          { value: 'table', label: 'Table' },
        ]}
      />
      {as === 'table' ? (
        <MinuteTable minutes={minutes} />
      ) : (
        <>
          <MinuteChart title="Reads" minutes={minutes} value={({ reads }) => reads} />
          <MinuteChart title="Names shown" minutes={minutes} value={({ namesShown }) => namesShown} />
          <MinuteChart title="Backlog" minutes={minutes} value={({ backlogMost }) => backlogMost} />
          <MinuteChart
            title="Read to screen, 99th percentile"
            unit="ms"
            minutes={minutes}
            value={({ latencyP99Ms }) => latencyP99Ms ?? 0}
          />
          <MinuteChart title="Screens" minutes={minutes} value={({ screens }) => screens} />
        </>
      )}
      {sponsors.length > 0 && <Sponsors sponsors={sponsors} />}
    </Stack>
  );
}

function latency(ms: number | null): string {
  return ms === null ? 'not told' : `${formatCount(ms)} ms`;
}

function Sponsors({ sponsors }: Pick<AnalyticsView, 'sponsors'>) {
  return (
    <table className={tableClasses.table}>
      <caption>Sponsors</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col" className={tableClasses.number}>
            Times
          </th>
          <th scope="col" className={tableClasses.number}>
            Seconds seen
          </th>
        </tr>
      </thead>
      <tbody>
        {sponsors.map(({ name, plays, shownMs }) => (
          <tr key={name}>
            <td>{name}</td>
            <td className={tableClasses.number}>{formatCount(plays)}</td>
            <td className={tableClasses.number}>{formatCount(Math.round(shownMs / 1000))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
