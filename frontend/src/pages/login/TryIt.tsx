import { useState } from 'react';
import { useNavigate } from 'react-router';
import { toast } from 'sonner';
import { problemText } from '../../api/problem';
import { useIsOnPaper } from '../../state/paper';
import { tryOnPaper } from '../../state/session';
import { Button } from '../../ui/Button';
import { CopyButton } from '../../ui/CopyButton';

/** Nobody can show the password again. */
const SHOWN_MILLIS = 120_000;

/** One click makes an account with play money and logs in. Shown only where there is such a thing. */
export function TryIt() {
  const isOnPaper = useIsOnPaper();
  const navigate = useNavigate();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState('');
  if (!isOnPaper) {
    return null;
  }

  async function start() {
    setIsBusy(true);
    setProblem('');
    try {
      const { email, password } = await tryOnPaper();
      toast.success('Your paper account is ready', {
        description: (
          <>
            Play money, real market. To come back later: {email}, password {password}{' '}
            <CopyButton text={`${email}\n${password}`} label="Copy both" />
          </>
        ),
        duration: SHOWN_MILLIS,
      });
      navigate('/');
    } catch (thrown) {
      setProblem(problemText(thrown));
      setIsBusy(false);
    }
  }

  return (
    <div className="try-it">
      <Button look="primary" isWide isBusy={isBusy} onClick={start}>
        {isBusy ? 'One moment…' : 'Try it with play money'}
      </Button>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
