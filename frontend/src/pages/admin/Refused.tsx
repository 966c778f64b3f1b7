/** Why something was not done, below what asked for it. */
export function Refused({ problem }: { problem: string | undefined }) {
  return problem ? (
    <p className="problem" role="alert">
      {problem}
    </p>
  ) : null;
}
