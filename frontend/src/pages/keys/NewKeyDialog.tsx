import { type FormEvent, useState } from 'react';
import { Problem, problemText } from '../../api/problem';
import type { MadeApiKey } from '../../api/types';
import { EMPTY_KEY, type KeyForm, newKey } from '../../model/newKey';
import { callAsOwner } from '../../state/owned';
import { useOwnDeed } from '../../state/useOwn';
import { Button } from '../../ui/Button';
import { Check } from '../../ui/Check';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Select } from '../../ui/Select';
import { TextArea } from '../../ui/TextArea';

type Props = { onClose: () => void; onMade: (made: MadeApiKey) => void };

const TYPES = { HMAC: 'Shared secret (HMAC-SHA256)', ED25519: 'Own key pair (Ed25519)' } as const;
const LIVES = { '30': '30 days', '90': '90 days', '365': 'A year', '': 'Until revoked' } as const;

export function NewKeyDialog({ onClose, onMade }: Props) {
  const [form, setForm] = useState<KeyForm>(EMPTY_KEY);
  const change = (part: Partial<KeyForm>) => setForm({ ...form, ...part });
  const make = useOwnDeed((wanted: KeyForm) =>
    callAsOwner('post', '/api/v1/account/api-keys', { body: newKey(wanted, Date.now()) }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate(form, { onSuccess: onMade });
  };
  const problemAt = (field: string) =>
    make.error instanceof Problem && make.error.field === field
      ? problemText(make.error)
      : undefined;
  return (
    <Dialog title="New API key" isOpen onOpenChange={onClose}>
      <form className="stack" onSubmit={submit}>
        <Field
          label="Name"
          placeholder="My bot"
          required
          maxLength={100}
          value={form.label}
          problem={problemAt('label')}
          onChange={(event) => change({ label: event.target.value })}
        />
        <Select
          label="Signs by"
          texts={Object.entries(TYPES) as [KeyForm['type'], string][]}
          value={form.type}
          onChange={(type) => change({ type })}
        />
        {form.type === 'ED25519' && (
          <TextArea
            label="Public key"
            hint="As PEM, or its 32 bytes in base64 or hex. The private key stays with you."
            value={form.publicKey}
            problem={problemAt('public_key')}
            onChange={(publicKey) => change({ publicKey })}
          />
        )}
        <fieldset className="stack tight">
          <legend>What it may do</legend>
          <Check isChecked isDisabled onChange={() => undefined}>
            Read the account
          </Check>
          <Check isChecked={form.mayTrade} onChange={(mayTrade) => change({ mayTrade })}>
            Place, change and cancel orders
          </Check>
        </fieldset>
        <TextArea
          label="Only from these addresses"
          hint="One address or range a line, such as 192.0.2.0/24. Empty: from anywhere."
          value={form.addresses}
          problem={problemAt('allowed_ips')}
          onChange={(addresses) => change({ addresses })}
        />
        <Select
          label="Lives"
          texts={[
            ['30', LIVES['30']],
            ['90', LIVES['90']],
            ['365', LIVES['365']],
            ['', LIVES['']],
          ]}
          value={form.days}
          onChange={(days) => change({ days })}
        />
        <div className="dialog-foot">
          <Button onClick={onClose}>Back</Button>
          <Button type="submit" look="primary" isBusy={make.isPending}>
            Make the key
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
