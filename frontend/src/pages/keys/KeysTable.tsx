import type { ApiKey } from '../../api/types';
import { displayTime } from '../../model/time';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { CopyButton } from '../../ui/CopyButton';
import { type Column, DataTable } from '../../ui/DataTable';

type Props = { keys: readonly ApiKey[]; onRevoke: (key: ApiKey) => void };

export function KeysTable({ keys, onRevoke }: Props) {
  const columns: Column<ApiKey>[] = [
    { key: 'label', title: 'Name', isText: true, cell: ({ label }) => label },
    {
      key: 'key',
      title: 'Key',
      isText: true,
      isMinor: true,
      cell: ({ api_key }) => (
        <span className="with-copy">
          <code title={api_key}>{api_key.slice(0, 10)}…</code>
          <CopyButton text={api_key} />
        </span>
      ),
    },
    {
      key: 'scopes',
      title: 'May',
      isText: true,
      cell: ({ scopes }) => (
        <span className="badges">
          {scopes.map((scope) => (
            <Badge key={scope} tone={scope === 'trade' ? 'warn' : 'plain'}>
              {scope}
            </Badge>
          ))}
        </span>
      ),
    },
    { key: 'type', title: 'Signs by', isText: true, isMinor: true, cell: signsBy },
    { key: 'ips', title: 'From', isText: true, isMinor: true, cell: addresses },
    { key: 'used', title: 'Last used', cell: (key) => time(key.last_used_at, 'Never') },
    { key: 'made', title: 'Made', isMinor: true, cell: (key) => displayTime(key.created_at) },
    { key: 'ends', title: 'Ends', isMinor: true, cell: (key) => time(key.expires_at, 'Never') },
    {
      key: 'revoke',
      title: <span className="hidden">Revoke</span>,
      cell: (key) => (
        <Button isSmall aria-label={`Revoke ${key.label}`} onClick={() => onRevoke(key)}>
          Revoke
        </Button>
      ),
    },
  ];
  return (
    <DataTable
      label="API keys"
      className="tall"
      columns={columns}
      rows={keys}
      rowKey={({ api_key }) => api_key}
    />
  );
}

function signsBy({ type }: ApiKey) {
  return type === 'HMAC' ? 'Secret' : 'Ed25519';
}

function addresses({ allowed_ips }: ApiKey) {
  const [first, ...others] = allowed_ips;
  if (!first) {
    return 'Anywhere';
  }
  return (
    <span title={allowed_ips.join(', ')}>
      {first}
      {others.length > 0 && ` +${others.length}`}
    </span>
  );
}

function time(at: string | null, otherwise: string): string {
  return at ? displayTime(at) : otherwise;
}
