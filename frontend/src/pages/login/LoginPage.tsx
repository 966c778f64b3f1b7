import { type FormEvent, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Problem, problemText } from '../../api/problem';
import icon from '../../icon.svg';
import { logIn, signUp } from '../../state/session';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { TryIt } from './TryIt';

type Details = { email: string; password: string; name: string };
type Wrong = Partial<Record<keyof Details | 'form', string>>;

const FIELDS = ['email', 'password', 'name'] as const;

export default LoginPage;

/** Who one is: by an account there is, a new one, or one to try with. */
export function LoginPage({ isNew = false }: { isNew?: boolean }) {
  const [details, setDetails] = useState<Details>({ email: '', password: '', name: '' });
  const [wrong, setWrong] = useState<Wrong>({});
  const [isBusy, setIsBusy] = useState(false);
  const [search] = useSearchParams();
  const next = search.size > 0 ? `?${search}` : '';

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
        <img src={icon} alt="" width="40" height="40" />
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
        <Button type="submit" look="primary" isWide isBusy={isBusy}>
          {isBusy ? 'One moment…' : isNew ? 'Sign up' : 'Log in'}
        </Button>
        <p className="other-way">
          {isNew ? (
            <>
              You have an account? <Link to={`/login${next}`}>Log in</Link>
            </>
          ) : (
            <>
              New here? <Link to={`/signup${next}`}>Create an account</Link>
            </>
          )}
        </p>
      </form>
      <TryIt />
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
