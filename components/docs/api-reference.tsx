import { groupOperations, type ApiDocument, type ApiOperation } from './group-operations';

/** The operations of one resource; their schemas unfold. Rendered on the server, works without script. */
export function ApiReference({ document, resource }: { document: ApiDocument; resource: string }) {
  const groups = groupOperations(document);
  const shown = groups.find(({ name }) => name === resource) ?? groups[0];
  return (
    <main className="mx-auto flex w-full max-w-[880px] flex-col gap-6 px-5 py-8">
      <header className="flex flex-col gap-2">
        <h1 className="text-[20px] font-semibold">API</h1>
        <p className="text-muted">
          Send <code>Authorization: Bearer</code> with a key from API keys. The document itself is at{' '}
          <a className="text-accent underline" href="/api/v1/openapi.json">
            /api/v1/openapi.json
          </a>
          .
        </p>
        <nav aria-label="Resources" className="flex flex-wrap gap-x-3 gap-y-1">
          {groups.map(({ name }) => (
            <a
              key={name}
              className="text-accent underline aria-[current]:text-ink aria-[current]:no-underline"
              href={`/docs/api?resource=${name}`}
              aria-current={name === shown?.name ? 'page' : undefined}
            >
              {name}
            </a>
          ))}
        </nav>
      </header>
      {shown && (
        <section aria-labelledby="resource-title" className="flex flex-col gap-2">
          <h2 id="resource-title" className="text-[16px] font-semibold">
            {shown.name}
          </h2>
          {shown.operations.map((operation) => (
            <Operation key={operation.operationId} operation={operation} />
          ))}
        </section>
      )}
    </main>
  );
}

function Operation({ operation }: { operation: ApiOperation }) {
  const { method, path, summary, permissions, parts } = operation;
  return (
    <details className="rounded-lg border border-line bg-surface">
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-1 px-3 py-2">
        <span className="w-14 font-mono text-[12px] font-semibold">{method}</span>
        <span className="font-mono text-[12px] break-all">{path}</span>
        <span className="text-muted">{summary}</span>
      </summary>
      <div className="flex flex-col gap-3 border-t border-line px-3 py-3">
        {permissions.length > 0 && (
          <p className="text-muted">
            Needs the scope <code>{permissions.join(' or ')}</code>
          </p>
        )}
        {parts.map(({ title, schema }) => (
          <div key={title} className="flex flex-col gap-1">
            <h3 className="font-semibold">{title}</h3>
            <pre
              tabIndex={0}
              aria-label={`${title} of ${method} ${path}`}
              className="max-h-96 overflow-auto rounded-md bg-raised p-3 font-mono text-[12px]"
            >
              {JSON.stringify(schema, null, 2)}
            </pre>
          </div>
        ))}
      </div>
    </details>
  );
}
