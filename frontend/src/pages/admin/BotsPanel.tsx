import { useQuery } from '@tanstack/react-query';
import { display } from '../../model/decimal';
import { useAdminAction } from '../../state/adminAction';
import { callAsOwner } from '../../state/owned';
import { panelState } from '../../state/queries';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Panel } from '../../ui/Panel';
import { Refused } from './Refused';

const EVERY_MILLIS = 5_000;

/** The bots that make a demo's markets live: whether they trade, and the switch. */
export function BotsPanel() {
  const bots = useQuery({
    queryKey: ['bots'],
    queryFn: () => callAsOwner('get', '/api/v1/admin/bots'),
    refetchInterval: EVERY_MILLIS,
  });
  const toggle = useAdminAction(
    (enabled: boolean) => callAsOwner('post', '/api/v1/admin/bots', { body: { enabled } }),
    ['bots'],
    (now) => (now.enabled ? 'The bots trade.' : 'The bots rest, and their orders are canceled.'),
  );
  const { available, enabled = false, orders, refused, first_refusal } = bots.data ?? {};
  return (
    <Panel
      title="Bots"
      {...panelState(bots)}
      isEmpty={available === false}
      empty="There are no bots here: they come with DEMO=true."
    >
      <div className="operation">
        <p role="status">
          <Badge tone={enabled ? 'good' : 'plain'}>{enabled ? 'trading' : 'resting'}</Badge>{' '}
          {bots.data?.bots} bots, {display(orders ?? '0')} orders sent, {display(refused ?? '0')}{' '}
          refused
        </p>
        {first_refusal && <p className="soft">The first refusal: {first_refusal}</p>}
        <Button isBusy={toggle.isBusy} onClick={() => toggle.run(!enabled)}>
          {enabled ? 'Let them rest' : 'Let them trade'}
        </Button>
        <Refused problem={toggle.problem} />
      </div>
    </Panel>
  );
}
