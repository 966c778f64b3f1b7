import { useQuery } from '@tanstack/react-query';
import type { Success } from '../../api/types';
import { display } from '../../model/decimal';
import { displayTime } from '../../model/time';
import { useAdminAction } from '../../state/adminAction';
import { callAsOwner } from '../../state/owned';
import { panelState } from '../../state/queries';
import { Badge, type Tone } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { type Column, DataTable } from '../../ui/DataTable';
import { Panel } from '../../ui/Panel';
import { BotsPanel } from './BotsPanel';
import { Refused } from './Refused';

type Run = Success<'/api/v1/admin/audit', 'get'>;
type Totals = NonNullable<Run['totals']>[number];

const RUNNING_MILLIS = 1_000;
const TONES: Record<Run['state'], Tone> = {
  NONE: 'plain',
  RUNNING: 'accent',
  CLEAN: 'good',
  BAD: 'bad',
  FAILED: 'warn',
};

/** Reads everything that was ever journaled and computes all money a second time. */
export function AuditPage() {
  const audit = useQuery({
    queryKey: ['audit'],
    queryFn: () => callAsOwner('get', '/api/v1/admin/audit'),
    refetchInterval: ({ state }) => (state.data?.state === 'RUNNING' ? RUNNING_MILLIS : false),
  });
  const start = useAdminAction(
    () => callAsOwner('post', '/api/v1/admin/audit'),
    ['audit'],
    () => 'The audit has begun.',
  );
  const run = audit.data;
  const isRunning = run?.state === 'RUNNING';
  return (
    <>
      <Panel title="Audit" {...panelState(audit)}>
        <div className="operation">
          <p className="soft">
            Every hash, hold, fee, fill and posting is computed again from the journals, beside the
            trading. The first thing that is wrong is named.
          </p>
          <Button
            look="primary"
            isBusy={start.isBusy || isRunning}
            onClick={() => start.run(undefined)}
          >
            Audit now
          </Button>
          <Refused problem={start.problem} />
          {run && run.state !== 'NONE' && <Outcome run={run} />}
        </div>
        {run?.totals && (
          <>
            <p className="soft padded">
              Every posting has two sides: what came in from outside (deposits, corrections) stands
              with a minus, because as much stands with a plus at the users and the fees.
            </p>
            <TotalsTable totals={run.totals} />
          </>
        )}
      </Panel>
      <BotsPanel />
    </>
  );
}

function Outcome({ run }: { run: Run }) {
  return (
    <>
      <p role="status">
        <Badge tone={TONES[run.state]}>{run.state.toLowerCase()}</Badge>{' '}
        {run.ended_at
          ? `on ${displayTime(run.ended_at)}, asked by ${run.by}: ${run.batches} batches, ${run.facts ?? 0} facts, ${run.trades ?? 0} trades`
          : `${run.batches} of ${run.of} batches`}
      </p>
      {run.state === 'RUNNING' && (
        <progress
          value={Number(run.batches)}
          max={Math.max(1, Number(run.of))}
          aria-label="Audit"
        />
      )}
      {run.finding && (
        <p className="problem">
          {run.finding.where}, batch {run.finding.batch}: {run.finding.what}
        </p>
      )}
      {run.failure && <p className="problem">{run.failure}</p>}
    </>
  );
}

function TotalsTable({ totals }: { totals: readonly Totals[] }) {
  const column = (key: keyof Totals, title: string, isMinor = false): Column<Totals> => ({
    key,
    title,
    isMinor,
    cell: (row) => display(row[key]),
  });
  return (
    <DataTable
      label="What there is of each asset"
      columns={[
        {
          key: 'asset',
          title: 'Asset',
          isText: true,
          cell: ({ asset }) => <strong>{asset}</strong>,
        },
        column('available', 'Available'),
        column('held', 'Held'),
        column('fees', 'Fees'),
        column('deposits', 'Deposits', true),
        column('withdrawals', 'Withdrawals', true),
        column('adjustments', 'Adjustments', true),
      ]}
      rows={totals}
      rowKey={({ asset }) => asset}
    />
  );
}
