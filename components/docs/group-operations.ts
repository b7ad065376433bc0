/** The parts of an OpenAPI document that the reference shows. */
export type ApiDocument = { paths: Record<string, Record<string, unknown>> };

export type ApiOperation = {
  operationId: string;
  method: string;
  path: string;
  summary: string;
  permissions: string[];
  parts: { title: string; schema: unknown }[];
};

type Written = {
  operationId?: string;
  summary?: string;
  tags?: string[];
  'x-permissions'?: string[];
  parameters?: unknown[];
  requestBody?: { content?: Content };
  responses?: Record<string, { description?: string; content?: Content }>;
};
type Content = Record<string, { schema?: unknown }>;

/** Operations by resource, in the document's order. */
export function groupOperations(document: ApiDocument): { name: string; operations: ApiOperation[] }[] {
  const groups = new Map<string, ApiOperation[]>();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, value] of Object.entries(methods)) {
      // Our own generator wrote it, and a test holds the file against the generator.
      const written = value as Written;
      const name = written.tags?.[0] ?? 'other';
      groups.set(name, [...(groups.get(name) ?? []), toOperation(method, path, written)]);
    }
  }
  return [...groups].map(([name, operations]) => ({ name, operations }));
}

function toOperation(method: string, path: string, written: Written): ApiOperation {
  const all = Object.entries(written.responses ?? {});
  const answers = all.filter(([status]) => Number(status) < 400);
  const refusals = all.filter(([status]) => Number(status) >= 400);
  const parts = [
    { title: 'Parameters', schema: written.parameters },
    { title: 'Body', schema: written.requestBody?.content?.['application/json']?.schema },
    ...answers.flatMap(([status, answer]) => [
      { title: `Answer ${status}`, schema: answer.content?.['application/json']?.schema },
      { title: `Answer ${status}, each event`, schema: answer.content?.['text/event-stream']?.schema },
    ]),
    {
      title: 'Refusals',
      schema: Object.fromEntries(refusals.map(([status, refusal]) => [status, refusal.description])),
    },
  ];
  return {
    operationId: written.operationId ?? `${method} ${path}`,
    method: method.toUpperCase(),
    path,
    summary: written.summary ?? '',
    permissions: written['x-permissions'] ?? [],
    parts: parts.filter(({ schema }) => schema !== undefined),
  };
}
