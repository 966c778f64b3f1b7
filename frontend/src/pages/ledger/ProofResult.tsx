import { decimalOf, display } from '../../model/decimal';
import type { Checked, InclusionProof, Node } from '../../model/proof';
import { saveFile } from '../../model/save';
import { displayTime } from '../../model/time';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';

type Props = { proof: InclusionProof; checked: Checked };

/** What the check came to, step by step from the own leaf to the root. */
export function ProofResult({ proof, checked }: Props) {
  const { mistake, steps, leaf, reached, hashed } = checked;
  const amount = (sum: bigint) => `${display(decimalOf(sum, Number(proof.scale)))} ${proof.asset}`;
  return (
    <section className="proof" aria-label="Result">
      <p className={mistake ? 'verdict bad' : 'verdict good'}>
        <Icon name={mistake ? 'close' : 'check'} />
        {mistake ?? `Your ${display(proof.amount)} ${proof.asset} are in the published total.`}
      </p>
      <dl className="facts">
        <dt>Made</dt>
        <dd>{displayTime(proof.made_at)}</dd>
        <dt>Balances in the tree</dt>
        <dd>{proof.leaves}</dd>
        <dt>Published total</dt>
        <dd>
          {display(proof.total)} {proof.asset}
        </dd>
        <dt>Sum reached here</dt>
        <dd>{amount(reached.sum)}</dd>
      </dl>
      <ol className="proof-steps">
        <li>
          <h2>Your leaf</h2>
          <p className="hint">
            The hash of your id, the asset, your amount and a salt of your own.
          </p>
          <pre className="code">{hashed}</pre>
          <Place node={leaf} amount={amount} isOwn />
        </li>
        {steps.map((step, at) => (
          <li key={step.above.hash}>
            <h2>Level {at + 1}</h2>
            <div className="pair">
              <Place node={step.left} amount={amount} isOwn={step.isOwnLeft} />
              <Place node={step.right} amount={amount} isOwn={!step.isOwnLeft} />
            </div>
            <p className="hint">Both hashes and sums together are hashed to the node above:</p>
            <Place node={step.above} amount={amount} isOwn />
          </li>
        ))}
        <li>
          <h2>The root</h2>
          <p className="hint">Computed here, and below it the one that everybody is shown:</p>
          <Place node={reached} amount={amount} isOwn />
          <div className="pair">
            <code className="hash">{proof.root}</code>
            <Badge tone={mistake ? 'bad' : 'good'}>{mistake ? 'differs' : 'the same'}</Badge>
          </div>
        </li>
      </ol>
      <div className="deeds">
        <Button onClick={() => saveFile('proof.json', fileOf(proof), 'application/json')}>
          Save the proof
        </Button>
      </div>
      <p className="hint">
        The saved file can be checked without this page:{' '}
        <code>./exchange verify-proof proof.json</code>. Compare the root with one that somebody
        else was shown.
      </p>
    </section>
  );
}

type PlaceProps = { node: Node; amount: (sum: bigint) => string; isOwn: boolean };

function Place({ node, amount, isOwn }: PlaceProps) {
  return (
    <div className={isOwn ? 'place own' : 'place'}>
      <span>
        {amount(node.sum)} {isOwn && <Badge tone="accent">yours is in it</Badge>}
      </span>
      <code className="hash">{node.hash}</code>
    </div>
  );
}

/** As the exchange sends it: numbers are numbers there. */
function fileOf({ proof, scale, leaves, ...texts }: InclusionProof): string {
  const numbers = { proof: Number(proof), scale: Number(scale), leaves: Number(leaves) };
  return JSON.stringify({ ...texts, ...numbers }, null, 2);
}
