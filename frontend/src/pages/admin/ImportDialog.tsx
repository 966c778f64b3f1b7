import { useState } from 'react';
import { problemText } from '../../api/problem';
import type { Success } from '../../api/types';
import { csvChunks } from '../../model/csvChunks';
import { callAsOwner } from '../../state/owned';
import { queries } from '../../state/queries';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';

type Row = Omit<Success<'/api/v1/admin/users/import', 'post'>['rows'][number], 'line'> & {
  line: number;
};

const EXAMPLE = 'email,name,USD,BTC\nann@school.example,Ann,10000,0.5\n';
const ROWS_AT_ONCE = 25;

/** Makes an account for each line of a file, with money to begin with. Safe to send again. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [csv, setCsv] = useState('');
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [progress, setProgress] = useState<{ done: number; of: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const isBusy = progress !== null && progress.done < progress.of;

  async function send(): Promise<void> {
    const chunks = csvChunks(csv, ROWS_AT_ONCE);
    const told: Row[] = [];
    setProblem(null);
    setRows([]);
    try {
      for (const [done, chunk] of chunks.entries()) {
        setProgress({ done, of: chunks.length });
        const answer = await callAsOwner('post', '/api/v1/admin/users/import', {
          query: { class: name },
          csv: chunk.csv,
        });
        told.push(
          ...answer.rows.map((row) => ({ ...row, line: Number(row.line) + chunk.skipped })),
        );
        setRows([...told]);
      }
    } catch (thrown) {
      setProblem(problemText(thrown));
    }
    setProgress(null);
    queries.invalidateQueries({ queryKey: ['users'] });
  }

  return (
    <Dialog
      title="Import a class"
      description="One line for each user, under the names of the columns: email, name, perhaps password, and assets with the money to begin with. The same file may be sent again: nothing is done twice."
      isOpen
      onOpenChange={(isOpen) => isOpen || onClose()}
    >
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Field
          label="Name of the class; another name gives the money again"
          value={name}
          required
          maxLength={60}
          onChange={({ target }) => setName(target.value)}
        />
        <Field
          label="CSV file"
          type="file"
          accept=".csv,text/csv"
          onChange={async ({ target }) => setCsv((await target.files?.[0]?.text()) ?? '')}
        />
        <textarea
          aria-label="CSV"
          value={csv}
          placeholder={EXAMPLE}
          required
          onChange={({ target }) => setCsv(target.value)}
        />
        <Button type="submit" look="primary" isBusy={isBusy}>
          {progress ? `Part ${progress.done + 1} of ${progress.of}…` : 'Import'}
        </Button>
        {problem && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
      </form>
      {rows.length > 0 && <Results rows={rows} />}
    </Dialog>
  );
}

function Results({ rows }: { rows: readonly Row[] }) {
  const count = (result: Row['result']) => rows.filter((row) => row.result === result).length;
  const passwords = rows.filter(({ password }) => password);
  const bad = rows.filter(({ errors }) => errors.length > 0);
  const file = passwords.map(({ email, password }) => `${email},${password}`).join('\n');
  return (
    <div className="import-results" role="status">
      <p>
        {count('CREATED')} made, {count('EXISTED')} there before, {count('REFUSED')} refused,{' '}
        {count('FAILED')} to be sent again.
      </p>
      {passwords.length > 0 && (
        <p>
          <a
            download="passwords.csv"
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(`email,password\n${file}`)}`}
          >
            Save the passwords that were made up
          </a>
          : they are shown this once.
        </p>
      )}
      <ul>
        {bad.map(({ line, email, errors }) => (
          <li key={line} className="problem">
            Line {line}, {email}: {errors.map(({ message }) => message).join('; ')}
          </li>
        ))}
      </ul>
    </div>
  );
}
