import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

export type Tab<K extends string> = { key: K; title: ReactNode; content: ReactNode };

type Props<K extends string> = {
  label: string;
  tabs: readonly Tab<K>[];
  value: K;
  onChange: (key: K) => void;
  /** Stands at the right end of the row of tabs. */
  aside?: ReactNode;
  className?: string;
};

/** One of several contents at a time. Only the one that is shown exists. */
export function Tabs<K extends string>(props: Props<K>) {
  const { label, tabs, value, onChange, aside, className = '' } = props;
  return (
    <Radix.Root
      className={`tabbed ${className}`}
      value={value}
      onValueChange={(key) => onChange(key as K)}
    >
      <div className="tab-head">
        <Radix.List className="tab-list" aria-label={label}>
          {tabs.map(({ key, title }) => (
            <Radix.Trigger key={key} value={key} className="tab">
              {title}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {aside}
      </div>
      {tabs.map(({ key, content }) => (
        <Radix.Content key={key} value={key} className="tab-content">
          {content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
