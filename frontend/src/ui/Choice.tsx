import { useId } from 'react';

type Props<K extends string> = {
  label: string;
  className: string;
  texts: Record<K, string>;
  value: K;
  onChange: (value: K) => void;
};

/** A few exclusive choices in a row: radio buttons, so that arrow keys work. */
export function Choice<K extends string>({ label, className, texts, value, onChange }: Props<K>) {
  const name = useId();
  return (
    <fieldset className={`choice ${className}`}>
      <legend className="hidden">{label}</legend>
      {(Object.entries(texts) as [K, string][]).map(([key, text]) => (
        <label key={key} className={key.toLowerCase()}>
          <input type="radio" name={name} checked={key === value} onChange={() => onChange(key)} />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
