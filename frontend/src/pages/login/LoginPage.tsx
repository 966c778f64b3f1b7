import { type FormEvent, useState } from 'react';
import { Problem, problemText } from '../../api/problem';
import icon from '../../icon.svg';
import { logIn, signUp } from '../../state/session';
import { Field } from '../../ui/Field';

type Details = { email: string; password: string; name: string };
type Wrong = Partial<Record<keyof Details | 'form', string>>;

const FIELDS = ['email', 'password', 'name'] as const;

export default LoginPage;

export function LoginPage({ isNewAtFirst = false }: { isNewAtFirst?: boolean }) {
  const [isNew, setIsNew] = useState(isNewAtFirst);
  const [details, setDetails] = useState<Details>({ email: '', password: '', name: '' });
  const [wrong, setWrong] = useState<Wrong>({});
  const [isBusy, setIsBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const missing = missingIn(details, isNew);
    setWrong(missing);
    if (Object.keys(missing).length > 0) {
      return;
    }
    setIsBusy(true);
    try {
      const { email, password, name } = details;
      await (isNew ? signUp({ email, password, name }) : logIn(email, password));
    } catch (thrown) {
      setWrong(wrongOf(thrown));
      setIsBusy(false);
    }
  }

  const field = (name: keyof Details) => ({
    name,
    value: details[name],
    problem: wrong[name],
    onChange: (event: { target: { value: string } }) =>
      setDetails({ ...details, [name]: event.target.value }),
  });

  return (
    <main className="alone" id="main">
      <form className="panel login" onSubmit={submit} noValidate>
        <img src={icon} alt="" width="44" height="44" />
        <h1>{isNew ? 'Create an account' : 'Log in'}</h1>
        {isNew && <Field label="Name" autoComplete="name" maxLength={100} {...field('name')} />}
        <Field label="Email" type="email" autoComplete="username" {...field('email')} />
        <Field
          label="Password"
          type="password"
          autoComplete={isNew ? 'new-password' : 'current-password'}
          {...field('password')}
        />
        {wrong.form && (
          <p className="problem" role="alert">
            {wrong.form}
          </p>
        )}
        <button type="submit" className="primary" disabled={isBusy}>
          {isBusy ? 'One moment…' : isNew ? 'Sign up' : 'Log in'}
        </button>
        <button
          type="button"
          className="quiet"
          onClick={() => {
            setIsNew(!isNew);
            setWrong({});
          }}
        >
          {isNew ? 'I have an account' : 'Create an account'}
        </button>
      </form>
    </main>
  );
}

function missingIn(details: Details, isNew: boolean): Wrong {
  const missing: Wrong = {};
  for (const name of FIELDS) {
    if (details[name].trim() === '' && (isNew || name !== 'name')) {
      missing[name] = `Enter your ${name}.`;
    }
  }
  return missing;
}

function wrongOf(thrown: unknown): Wrong {
  const named = thrown instanceof Problem ? FIELDS.find((name) => name === thrown.field) : null;
  return { [named ?? 'form']: problemText(thrown) };
}
