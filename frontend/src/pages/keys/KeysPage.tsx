import { useState } from 'react';
import type { ApiKey, MadeApiKey } from '../../api/types';
import { callAsOwner } from '../../state/owned';
import { panelState } from '../../state/queries';
import { useOwn, useOwnDeed } from '../../state/useOwn';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/Dialog';
import { Page } from '../../ui/Page';
import { Panel } from '../../ui/Panel';
import { KeysTable } from './KeysTable';
import { NewKeyDialog } from './NewKeyDialog';
import { SecretDialog } from './SecretDialog';
import { SignedRequest } from './SignedRequest';

/** The keys of the own programs: made, listed, revoked, and how a program signs with one. */
export default function KeysPage() {
  const keys = useOwn('/api/v1/account/api-keys');
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<MadeApiKey | null>(null);
  const [leaving, setLeaving] = useState<ApiKey | null>(null);
  const revoke = useOwnDeed(
    (key: ApiKey) =>
      callAsOwner('delete', '/api/v1/account/api-keys/{api_key}', {
        params: { api_key: key.api_key },
      }),
    'The key is revoked.',
  );
  const newKey = (
    <Button look="primary" onClick={() => setMaking(true)}>
      New key
    </Button>
  );
  return (
    <Page
      title="API keys"
      lead="Keys let programs read your account and trade for you. No key can move funds, make keys or change the password."
      aside={newKey}
    >
      <Panel
        title="Your keys"
        {...panelState(keys)}
        isEmpty={keys.data?.length === 0}
        empty={
          <>
            <p>There is no key yet. Make one for each program, with only what it needs.</p>
            {newKey}
          </>
        }
      >
        <KeysTable keys={keys.data ?? []} onRevoke={setLeaving} />
      </Panel>
      <SignedRequest apiKey={keys.data?.find(({ type }) => type === 'HMAC')?.api_key ?? null} />
      {isMaking && (
        <NewKeyDialog
          onClose={() => setMaking(false)}
          onMade={(key) => {
            setMaking(false);
            setMade(key);
          }}
        />
      )}
      {made && <SecretDialog made={made} onClose={() => setMade(null)} />}
      <ConfirmDialog
        title="Revoke this key?"
        isOpen={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        description={`Programs that use “${leaving?.label}” are refused from now on. This cannot be undone.`}
        confirmText="Revoke"
        isDangerous
        isBusy={revoke.isPending}
        onConfirm={() => leaving && revoke.mutate(leaving, { onSettled: () => setLeaving(null) })}
      />
    </Page>
  );
}
