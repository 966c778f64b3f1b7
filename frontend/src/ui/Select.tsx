import { useId } from 'react';

type Props<K extends string> = {
  label: string;
  texts: Record<K, string> | readonly (readonly [K, string])[];
  value: K;
  onChange: (value: K) => void;
  isLabelHidden?: boolean;
  isDisabled?: boolean;
  className?: string;
};

/** One of a list. The browser's own: phones show theirs, keyboards and readers know it. */
export function Select<K extends string>(props: Props<K>) {
  const { label, texts, value, onChange, isLabelHidden, isDisabled, className = '' } = props;
  const id = useId();
  const options = (Array.isArray(texts) ? texts : Object.entries(texts)) as [K, string][];
  return (
    <div className={`select ${className}`}>
      <label htmlFor={id} className={isLabelHidden ? 'hidden' : undefined}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.value as K)}
      >
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
