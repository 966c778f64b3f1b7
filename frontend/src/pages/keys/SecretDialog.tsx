import { useState } from 'react';
import type { MadeApiKey } from '../../api/types';
import { Button } from '../../ui/Button';
import { CopyButton } from '../../ui/CopyButton';
import { Dialog } from '../../ui/Dialog';

/** The one time that the secret of a key is shown; a stray click or Escape does not end it. */
export function SecretDialog({ made, onClose }: { made: MadeApiKey; onClose: () => void }) {
  const [isWarned, warn] = useState(false);
  return (
    <Dialog
      title="The key is made"
      isOpen
      onOpenChange={() => (made.secret ? warn(true) : onClose())}
      description={
        made.secret
          ? 'The secret is shown this once. Copy it to where your program keeps its secrets: nobody can show it again, not even the exchange.'
          : 'Your program signs with its private key. The exchange knows the public key only.'
      }
      footer={
        <Button look="primary" onClick={onClose}>
          {made.secret ? 'I have kept the secret' : 'Done'}
        </Button>
      }
    >
      <dl className="secrets">
        <dt>Key</dt>
        <dd>
          <code>{made.api_key}</code>
          <CopyButton text={made.api_key} label="Copy the key" />
        </dd>
        {made.secret && (
          <>
            <dt>Secret</dt>
            <dd>
              <code>{made.secret}</code>
              <CopyButton text={made.secret} label="Copy the secret" />
            </dd>
          </>
        )}
      </dl>
      {isWarned && (
        <p className="problem" role="alert">
          It cannot be shown again. Say below that you have kept it.
        </p>
      )}
    </Dialog>
  );
}
