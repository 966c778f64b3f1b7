import { signedExample } from '../../model/signedExample';
import { CopyButton } from '../../ui/CopyButton';
import { Panel } from '../../ui/Panel';

/** How a program signs a request: an example for a shell, and where all of it is described. */
export function SignedRequest({ apiKey }: { apiKey: string | null }) {
  const example = signedExample(location.origin, apiKey ?? 'YOUR KEY', 'YOUR SECRET');
  return (
    <Panel title="A signed request" aside={<CopyButton text={example} />}>
      <div className="prose">
        <p>
          Each request carries the key, the time in milliseconds, and a signature of time, method,
          path with query, and the SHA-256 of the body, a line each. It is accepted once, at most
          five seconds after its time. This one asks for your balances:
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: so that arrow keys can scroll it */}
        <pre className="code" tabIndex={0}>
          {example}
        </pre>
        <p>
          All routes with their scopes and answers: <a href="/docs">API reference</a>. The machine
          readable form: <a href="/docs/openapi.yaml">openapi.yaml</a>. Clients to copy, in shell,
          Node and Python, are in the folder <code>examples</code> of the sources.
        </p>
      </div>
    </Panel>
  );
}
