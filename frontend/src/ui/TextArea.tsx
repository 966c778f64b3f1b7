import { useId } from 'react';

type Props = {
  label: string;
  hint?: string;
  value: string;
  problem?: string | undefined;
  onChange: (value: string) => void;
};

/** Several lines of text with their label, a hint, and what is wrong with them. */
export function TextArea({ label, hint, value, problem, onChange }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={3}
        spellCheck={false}
        className={problem ? 'input wrong' : 'input'}
        value={value}
        aria-invalid={problem ? true : undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p className={problem ? 'problem' : 'hint'} id={`${id}-hint`}>
        {problem ?? hint}
      </p>
    </div>
  );
}
