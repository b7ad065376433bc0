import type { App } from '@/lib/compose';
import { requestCounts } from './request-counter';

type Metric = {
  name: string;
  type: 'gauge' | 'counter';
  help: string;
  values: readonly { labels?: string; value: number }[];
};

/** What the process knows of itself, in the Prometheus text format. */
export function metricsText(app: Pick<App, 'database' | 'draining'>): string {
  return metrics(app).map(metricText).join('');
}

function metrics({ database, draining }: Pick<App, 'database' | 'draining'>): Metric[] {
  const memory = process.memoryUsage();
  const cpu = process.cpuUsage();
  const { pool } = database;
  return [
    single(
      'process_start_time_seconds',
      'gauge',
      'Start of the process since the epoch.',
      Date.now() / 1000 - process.uptime(),
    ),
    single('process_resident_memory_bytes', 'gauge', 'Resident memory.', memory.rss),
    single('process_cpu_seconds_total', 'counter', 'User and system time.', (cpu.user + cpu.system) / 1e6),
    single('nodejs_heap_size_used_bytes', 'gauge', 'Heap in use.', memory.heapUsed),
    single('nodejs_external_memory_bytes', 'gauge', 'Memory outside the heap.', memory.external),
    single('tackroom_draining', 'gauge', '1 while no new work is taken.', draining ? 1 : 0),
    {
      name: 'tackroom_database_connections',
      type: 'gauge',
      help: 'Connections of the pool by state; waiting are requests for one.',
      values: [
        { labels: 'state="idle"', value: pool.idleCount },
        { labels: 'state="busy"', value: pool.totalCount - pool.idleCount },
        { labels: 'state="waiting"', value: pool.waitingCount },
      ],
    },
    {
      name: 'tackroom_http_requests_total',
      type: 'counter',
      help: 'Requests answered by the API, by method and status.',
      values: [...requestCounts()].map(([label, value]) => {
        const [method, status] = label.split(' ');
        return { labels: `method="${method}",status="${status}"`, value };
      }),
    },
  ];
}

function single(name: string, type: Metric['type'], help: string, value: number): Metric {
  return { name, type, help, values: [{ value }] };
}

function metricText({ name, type, help, values }: Metric): string {
  const lines = values.map(({ labels, value }) => `${name}${labels ? `{${labels}}` : ''} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}
