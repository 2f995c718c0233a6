import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** Figures that are read when Prometheus asks, instead of being kept up to date. */
export interface MetricSources {
  rooms(): number;
  screens(): number;
  readsNotDrained(): number;
}

/** The metrics of the product. Labels never carry a tenant's names or a runner's. */
export interface Metrics {
  registry: Registry;
  reads: Counter;
}

export function createMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'p88_' });
  const gauge = (name: string, help: string, value: () => number): Gauge =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  gauge('p88_display_sessions', 'Display sessions in memory.', sources.rooms);
  gauge('p88_screens', 'Screens connected.', sources.screens);
  gauge(
    'p88_journal_lines_not_drained',
    'Journal lines that are not in PostgreSQL yet.',
    sources.readsNotDrained,
  );
  const reads = new Counter({
    name: 'p88_reads_total',
    help: 'Reads accepted from the timing port.',
    registers: [registry],
  });
  return { registry, reads };
}
