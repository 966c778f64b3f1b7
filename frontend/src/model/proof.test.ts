// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { parseExactJson } from './exactJson';
import { checkInclusion, type InclusionProof, type PublishedRoot, sha256 } from './proof';
import made from './proof.fixture.txt?raw';

/** Made by the server's own code; a test over there keeps it so. */
const { proofs, roots } = parseExactJson(made) as {
  proofs: InclusionProof[];
  roots: PublishedRoot[];
};
const [first, second] = proofs as [InclusionProof, InclusionProof];

describe('checkInclusion', () => {
  it('reaches the published root and total from every leaf', async () => {
    for (const proof of proofs) {
      const checked = await checkInclusion(proof, roots);
      expect(checked.mistake).toBeNull();
      expect(checked.reached.hash).toBe(proof.root);
      expect(checked.steps).toHaveLength(proof.path.length);
    }
    expect(proofs.length).toBeGreaterThan(4);
  });

  it('computes each node from the two below it', async () => {
    const { steps, leaf, reached } = await checkInclusion(first, roots);
    let node = leaf;
    for (const step of steps) {
      expect(step.isOwnLeft ? step.left : step.right).toEqual(node);
      expect(step.above.sum).toBe(step.left.sum + step.right.sum);
      expect(step.above.hash).toBe(await sha256(step.hashed));
      node = step.above;
    }
    expect(node).toEqual(reached);
  });

  it.each([
    ['a smaller balance', { ...first, amount: '0.0001' }],
    ['the salt of another', { ...first, salt: second.salt }],
    ['another user', { ...first, user_id: second.user_id }],
    ['a step too few', { ...first, path: first.path.slice(1) }],
  ])('does not reach the root with %s', async (_, proof) => {
    expect((await checkInclusion(proof, roots)).mistake).toContain('another root');
  });

  it('believes the published root, not the one in the proof', async () => {
    const others = roots.map((root) => ({ ...root, root: '0'.repeat(64) }));
    expect((await checkInclusion(first, others)).mistake).toContain('another root');
    expect((await checkInclusion(first, [])).mistake).toContain('published no root');
  });

  it('refuses a negative balance on the way, which could hide what is owed', async () => {
    const path = first.path.map((step, at) => (at === 0 ? { ...step, amount: '-1' } : step));
    expect((await checkInclusion({ ...first, path }, roots)).mistake).toContain('negative');
  });

  it('compares the total too', async () => {
    const others = roots.map((root) => ({ ...root, total: '1' }));
    expect((await checkInclusion(first, others)).mistake).toContain('another total');
  });
});
