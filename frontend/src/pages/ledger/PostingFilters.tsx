import type { ReactNode } from 'react';
import type { PostingKind } from '../../api/types';
import { ALL_POSTINGS, KIND_NAMES, type PostingFilter } from '../../model/postings';
import { useAssets } from '../../state/assets';
import { useMarkets } from '../../state/markets';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Select } from '../../ui/Select';

type Props = {
  value: PostingFilter;
  onChange: (filter: PostingFilter) => void;
  children?: ReactNode;
};

const KINDS = Object.entries(KIND_NAMES) as [PostingKind, string][];

export function PostingFilters({ value, onChange, children }: Props) {
  const assets = useAssets();
  const { data: markets } = useMarkets();
  const change = (part: Partial<PostingFilter>) => onChange({ ...value, ...part });
  const choices = (names: readonly string[]): [string, string][] => [
    ['', 'All'],
    ...names.map((name): [string, string] => [name, name]),
  ];
  return (
    <form className="filters" onSubmit={(event) => event.preventDefault()}>
      <Select
        label="Asset"
        texts={choices(assets.map(({ name }) => name))}
        value={value.asset}
        onChange={(asset) => change({ asset })}
      />
      <Select<PostingKind | ''>
        label="Kind"
        texts={[['', 'All'], ...KINDS]}
        value={value.kind}
        onChange={(kind) => change({ kind })}
      />
      <Select
        label="Market"
        texts={choices((markets ?? []).map(({ symbol }) => symbol))}
        value={value.symbol}
        onChange={(symbol) => change({ symbol })}
      />
      <Field
        label="From"
        type="date"
        value={value.from}
        onChange={(event) => change({ from: event.target.value })}
      />
      <Field
        label="To"
        type="date"
        value={value.to}
        onChange={(event) => change({ to: event.target.value })}
      />
      <div className="filter-deeds">
        <Button isSmall onClick={() => onChange(ALL_POSTINGS)}>
          Clear
        </Button>
        {children}
      </div>
    </form>
  );
}
