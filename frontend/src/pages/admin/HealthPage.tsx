import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import {
  batchSize,
  type HealthSample,
  merged,
  numberOf,
  perSecond,
  points,
} from '../../model/health';
import { callAsOwner } from '../../state/owned';
import { panelState } from '../../state/queries';
import { Badge } from '../../ui/Badge';
import { Panel } from '../../ui/Panel';
import { TimeChart } from '../../ui/TimeChart';

const EVERY_MILLIS = 2_000;
const MEBIBYTE = 1_048_576;

type Line = { title: string; color: string; of: (sample: HealthSample) => number | null };
type Chart = { title: string; unit: string; lines: readonly Line[] };

const count =
  (name: Parameters<typeof perSecond>[1]) =>
  (sample: HealthSample): number | null =>
    perSecond(sample, name);
const value =
  (name: Parameters<typeof numberOf>[1], divisor = 1) =>
  (sample: HealthSample): number | null => {
    const found = numberOf(sample, name);
    return found === null ? null : found / divisor;
  };

const CHARTS: readonly Chart[] = [
  {
    title: 'Orders',
    unit: 'a second',
    lines: [
      { title: 'accepted', color: '--bid', of: count('orders_accepted') },
      { title: 'refused', color: '--warn', of: count('orders_refused') },
    ],
  },
  {
    title: 'Answer time',
    unit: 'ms',
    lines: [
      { title: 'p50', color: '--accent', of: value('answer_p50_ms') },
      { title: 'p99', color: '--ask', of: value('answer_p99_ms') },
    ],
  },
  {
    title: 'Commit time',
    unit: 'ms',
    lines: [
      { title: 'p50', color: '--accent', of: value('commit_p50_ms') },
      { title: 'p99', color: '--ask', of: value('commit_p99_ms') },
    ],
  },
  {
    title: 'Batches',
    unit: 'a second',
    lines: [{ title: 'commits', color: '--accent', of: count('commits') }],
  },
  {
    title: 'Batch size',
    unit: 'inputs',
    lines: [{ title: 'inputs', color: '--violet', of: batchSize }],
  },
  {
    title: 'Waiting commands',
    unit: 'in the busiest queue',
    lines: [{ title: 'waiting', color: '--warn', of: value('waiting') }],
  },
  {
    title: 'Tables behind the journals',
    unit: 'ms',
    lines: [{ title: 'lag', color: '--warn', of: value('lag_ms') }],
  },
  {
    title: 'Sockets',
    unit: 'open',
    lines: [{ title: 'open', color: '--accent', of: value('sockets') }],
  },
  {
    title: 'Processor',
    unit: '% of all cores',
    lines: [{ title: 'used', color: '--accent', of: value('cpu', 0.01) }],
  },
  {
    title: 'Heap',
    unit: 'MiB',
    lines: [{ title: 'used', color: '--violet', of: value('heap_used', MEBIBYTE) }],
  },
  {
    title: 'Garbage collection',
    unit: 'ms a second',
    lines: [{ title: 'pause', color: '--ask', of: count('pause_ms') }],
  },
  {
    title: 'Threads',
    unit: 'alive',
    lines: [{ title: 'threads', color: '--accent', of: value('threads') }],
  },
];

/** How the exchange is, second by second, on the node that answers. */
export function HealthPage() {
  const known = useRef<readonly HealthSample[]>([]);
  const health = useQuery({
    queryKey: ['health samples'],
    refetchInterval: EVERY_MILLIS,
    queryFn: async () => {
      const after = known.current.at(-1)?.time;
      const told = await callAsOwner('get', '/api/v1/admin/health', { query: { after } });
      known.current = merged(known.current, told.samples);
      return { ...told, samples: known.current };
    },
  });
  const { status, checks = {}, samples = [] } = health.data ?? {};
  const last = samples.at(-1);
  return (
    <>
      <Panel title="Health" {...panelState(health)}>
        <div className="checks">
          <Badge tone={status === 'ready' ? 'good' : 'bad'}>
            {status === 'ready' ? 'ready' : 'not ready'}
          </Badge>
          {Object.entries(checks).map(([name, words]) => (
            <span key={name}>
              <span className="soft">{name}</span> {words}
            </span>
          ))}
          {last && (
            <span>
              <span className="soft">alerts since the start</span> {last.alerts}
            </span>
          )}
        </div>
      </Panel>
      <div className="health-grid">
        {CHARTS.map((chart) => (
          <ChartPanel key={chart.title} chart={chart} samples={samples} />
        ))}
      </div>
      <p className="soft">
        Charts by <a href="https://www.tradingview.com/">TradingView Lightweight Charts™</a>.
      </p>
    </>
  );
}

function ChartPanel({ chart, samples }: { chart: Chart; samples: readonly HealthSample[] }) {
  const lines = chart.lines.map(({ title, color, of }) => ({
    key: title,
    title,
    color,
    points: points(samples, of),
  }));
  const now = lines.map((line) => shown(line.points.at(-1)?.value)).join(' / ');
  return (
    <Panel title={chart.title} isEmpty={samples.length === 0} empty="Nothing is measured yet.">
      <p className="health-now">
        {now} <small>{chart.unit}</small>
      </p>
      <TimeChart
        label={`${chart.title}, ${chart.unit}`}
        lines={lines}
        format={shown}
        height={130}
        isArea={lines.length === 1}
      />
    </Panel>
  );
}

function shown(found: number | null | undefined): string {
  if (found == null) {
    return '–';
  }
  return found >= 100 ? String(Math.round(found)) : String(Math.round(found * 10) / 10);
}
