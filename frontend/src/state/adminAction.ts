import { useMutation } from '@tanstack/react-query';
import { Problem, problemText } from '../api/problem';
import { notify } from './notices';
import { queries } from './queries';

export type AdminAction<A> = {
  run: (argument: A) => void;
  isBusy: boolean;
  /** Why it was not done, unless a field is to blame. */
  problem: string | undefined;
  /** What is wrong with a field of the request. */
  wrong: (field: string) => string | undefined;
  clear: () => void;
};

/**
 * Something that an administrator does: once at a time; says when it is done, asks the questions
 * anew whose answers it changes, and keeps what was refused for the form to show.
 */
export function useAdminAction<A, T>(
  act: (argument: A) => Promise<T>,
  changed: readonly string[],
  done: (told: T) => string | null,
): AdminAction<A> {
  const mutation = useMutation({
    mutationFn: act,
    onSuccess: (told) => {
      const text = done(told);
      if (text) {
        notify(text);
      }
      for (const key of changed) {
        queries.invalidateQueries({ queryKey: [key] });
      }
    },
  });
  const { error } = mutation;
  const field = error instanceof Problem ? error.field : null;
  return {
    run: mutation.mutate,
    isBusy: mutation.isPending,
    problem: error && !field ? problemText(error) : undefined,
    wrong: (name) => (error && field === name ? problemText(error) : undefined),
    clear: mutation.reset,
  };
}
