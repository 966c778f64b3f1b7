import type { ReactNode } from 'react';

export type Tone = 'plain' | 'good' | 'bad' | 'warn' | 'accent';

/** A word or two about the state of a thing. The colour only repeats what the words say. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>;
}
