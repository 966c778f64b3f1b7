import { unitsOf } from './decimal';

/** The root of one proof and asset, as the exchange publishes it for everybody. */
export type PublishedRoot = {
  proof: string;
  made_at: string;
  asset: string;
  scale: string;
  root: string;
  total: string;
  leaves: string;
};

/** One user's part of a proof: the own leaf, and the neighbours on its way to the root. */
export type InclusionProof = PublishedRoot & {
  user_id: string;
  amount: string;
  salt: string;
  path: { side: 'left' | 'right'; hash: string; amount: string }[];
};

/** A place of the tree: a hash, and the sum of all that is below it in the smallest unit. */
export type Node = { hash: string; sum: bigint };

/** One step up: two neighbours, and the node above them. */
export type Step = { left: Node; right: Node; isOwnLeft: boolean; above: Node; hashed: string };

export type Checked = {
  leaf: Node;
  /** The text whose hash the own leaf is. */
  hashed: string;
  steps: Step[];
  reached: Node;
  /** What contradicts, the first of it; null when the own balance is in the root. */
  mistake: string | null;
};

/**
 * Follows a proof from the own leaf to the root, computing every hash and sum anew: nothing that it
 * is told is believed but the neighbours, and with wrong neighbours the root is not reached.
 */
export async function checkInclusion(
  proof: InclusionProof,
  published: readonly PublishedRoot[],
): Promise<Checked> {
  const scale = Number(proof.scale);
  const own = unitsOf(proof.amount, scale);
  const hashed = ['leaf', proof.user_id, proof.asset, own, proof.salt].join('\n');
  const leaf = { hash: await sha256(hashed), sum: own };
  const steps: Step[] = [];
  let node: Node = leaf;
  let negative = own < 0n;
  for (const { side, hash, amount } of proof.path) {
    const neighbour = { hash, sum: unitsOf(amount, scale) };
    negative ||= neighbour.sum < 0n;
    const isOwnLeft = side === 'right';
    const step = await above(isOwnLeft ? node : neighbour, isOwnLeft ? neighbour : node);
    steps.push({ ...step, isOwnLeft });
    node = step.above;
  }
  const mistake = negative
    ? 'A balance on the way is negative.'
    : mistakeOf(proof, node, scale, published);
  return { leaf, hashed, steps, reached: node, mistake };
}

async function above(left: Node, right: Node) {
  const hashed = ['node', left.hash, left.sum, right.hash, right.sum].join('\n');
  return {
    left,
    right,
    hashed,
    above: { hash: await sha256(hashed), sum: left.sum + right.sum },
  };
}

function mistakeOf(
  proof: InclusionProof,
  reached: Node,
  scale: number,
  published: readonly PublishedRoot[],
): string | null {
  const root = published.find(
    ({ proof: number, asset }) => number === proof.proof && asset === proof.asset,
  );
  if (!root) {
    return 'The exchange has published no root for this proof.';
  }
  if (reached.hash !== root.root) {
    return 'Your balance leads to another root than the published one.';
  }
  return reached.sum === unitsOf(root.total, scale)
    ? null
    : 'The balances on the way sum to another total than the published one.';
}

/** Whether this page can hash: browsers allow it over HTTPS and on localhost only. */
export function canHash(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
