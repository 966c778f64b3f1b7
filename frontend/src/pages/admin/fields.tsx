import type { AdminAction } from '../../state/adminAction';
import { Field } from '../../ui/Field';

type WishesProps<W, A> = {
  wishes: W;
  setWishes: (wishes: W) => void;
  action: AdminAction<A>;
};

/** Makes fields for the texts of a form, each with what is wrong with it. */
export function wishFields<W extends Record<string, string>, A>(props: WishesProps<W, A>) {
  const { wishes, setWishes, action } = props;
  return (name: keyof W & string, label: string, placeholder?: string) => (
    <Field
      label={label}
      value={wishes[name]}
      placeholder={placeholder}
      required
      problem={action.wrong(name)}
      onChange={({ target }) => setWishes({ ...wishes, [name]: target.value.trimStart() })}
    />
  );
}

type ReasonProps<A> = {
  label?: string;
  maxLength: number;
  value: string;
  onChange: (reason: string) => void;
  action: AdminAction<A>;
};

/** Why it is done, which is kept. */
export function ReasonField<A>(props: ReasonProps<A>) {
  const { label = 'Reason', maxLength, value, onChange, action } = props;
  return (
    <Field
      label={label}
      value={value}
      required
      maxLength={maxLength}
      problem={action.wrong('reason')}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
