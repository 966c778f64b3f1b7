import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { problemText } from '../api/problem';

export type Polled<T> = {
  value: T | null;
  problem: string | null;
  reload: () => void;
};

type Answer<T> = { key: string; value: T | null; problem: string | null };

/**
 * Asks at once, every interval, and whenever `reload` is called or `key` changes. The value of an
 * earlier key is never shown, nor is an answer that comes after that of a later question.
 */
export function usePolled<T>(key: string, everyMillis: number, ask: () => Promise<T>): Polled<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ key, value: null, problem: null });
  const latest = useRef({ key, ask });
  const turns = useRef({ asked: 0, answered: 0, open: 0 });
  useLayoutEffect(() => {
    latest.current = { key, ask };
  });

  const askOnce = useCallback(async () => {
    const question = latest.current;
    turns.current.asked += 1;
    turns.current.open += 1;
    const turn = turns.current.asked;
    const told = await question.ask().then(
      (value) => ({ key: question.key, value, problem: null }),
      (thrown) => ({ key: question.key, value: null, problem: problemText(thrown) }),
    );
    turns.current.open -= 1;
    if (turn > turns.current.answered && latest.current.key === question.key) {
      turns.current.answered = turn;
      setAnswer((old) => {
        const isFailure = told.problem !== null && old.key === told.key;
        return isFailure ? { ...told, value: old.value } : told;
      });
    }
  }, []);
  const reload = useCallback((): void => {
    askOnce();
  }, [askOnce]);

  useEffect(() => {
    reload();
    // A slow exchange is not asked again before it has answered.
    const timer = setInterval(() => turns.current.open === 0 && reload(), everyMillis);
    return () => clearInterval(timer);
  }, [key, everyMillis, reload]);

  const isCurrent = answer.key === key;
  return {
    value: isCurrent ? answer.value : null,
    problem: isCurrent ? answer.problem : null,
    reload,
  };
}
