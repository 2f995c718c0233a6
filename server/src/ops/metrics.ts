import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** Figures that are read when Prometheus asks, instead of being kept up to date. */
export interface MetricSources {
  live(): { rooms: number; screens: number; latency: { p50Ms: number; p99Ms: number } | null };
  /** Counts that only grow, and states, of the timing port. */
  ingest(): IngestFigures;
}

interface IngestFigures {
  connections: number;
  connectionsOpen: number;
  connectionsRefused: number;
  signInsRefused: number;
  bytes: number;
  lines: number;
  reads: number;
  notAccepted: number;
  rejected: number;
  drainLagBytes: number;
  journalTrouble: string | null;
}

/** Metrics for Prometheus. They carry no labels: a partner's figures are nobody else's business. */
export function createMetrics({ live, ingest }: MetricSources): Registry {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'p88_' });

  const gauge = (name: string, help: string, value: () => number): void => {
    new Gauge({ name: `p88_${name}`, help, registers, collect: collectGauge(value) });
  };
  const counter = (name: string, help: string, value: () => number): void => {
    new Counter({ name: `p88_${name}_total`, help, registers, collect: collectCounter(value) });
  };

  gauge('display_sessions', 'Display sessions in memory.', () => live().rooms);
  gauge('screens', 'Screens connected.', () => live().screens);
  const READ_TO_FRAME =
    'From a read received to its presented frame, over all screens and the last minutes, in ms';
  gauge('read_to_frame_p50_ms', `${READ_TO_FRAME}: the middle.`, () => live().latency?.p50Ms ?? Number.NaN);
  gauge('read_to_frame_p99_ms', `${READ_TO_FRAME}: 99 of 100.`, () => live().latency?.p99Ms ?? Number.NaN);
  gauge('timing_connections_open', 'Connections on the timing port.', () => ingest().connectionsOpen);
  gauge('journal_lag_bytes', 'Recorded and not in the database yet.', () => ingest().drainLagBytes);
  gauge('journal_trouble', '1 while the recording cannot be written.', () =>
    ingest().journalTrouble ? 1 : 0,
  );
  counter('timing_connections', 'Connections accepted on the timing port.', () => ingest().connections);
  counter('timing_connections_refused', 'Connections refused at once.', () => ingest().connectionsRefused);
  counter('timing_sign_ins_refused', 'Wrong timing keys.', () => ingest().signInsRefused);
  counter('timing_bytes', 'Bytes from timing software.', () => ingest().bytes);
  counter('timing_lines', 'Lines from timing software.', () => ingest().lines);
  counter('reads', 'Reads accepted.', () => ingest().reads);
  counter('rows_not_accepted', 'Rows that were there already.', () => ingest().notAccepted);
  counter('lines_rejected', 'Lines that could not be read; they are kept.', () => ingest().rejected);
  return registry;
}

function collectGauge(value: () => number) {
  return function collect(this: Gauge): void {
    this.set(value());
  };
}

function collectCounter(value: () => number) {
  return function collect(this: Counter): void {
    this.reset();
    this.inc(value());
  };
}
