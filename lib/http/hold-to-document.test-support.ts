import Ajv from 'ajv/dist/2020';
import { documentedPath, documentedRoutes, type ListedRoute } from './list-routes.test-support';
import { openapiDocument } from './openapi-document';

type Described = { content?: Record<string, { schema: object }>; headers?: Record<string, unknown> };
type Paths = Record<string, Record<string, { responses: Record<string, Described> }>>;

const fileType = 'application/octet-stream';
const told = ['retry-after', 'idempotent-replayed', 'content-range', 'accept-ranges', 'etag'];

/** Holds real answers to what the OpenAPI document says of them: status, headers, media type and body. */
export function openDocumentCheck(routes: readonly ListedRoute[]) {
  // What our own generator wrote; its parts are looked at below.
  const document = openapiDocument(documentedRoutes(routes)) as { paths: Paths; components: object };
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema({ $id: 'http://api/', components: document.components });

  function matches(schema: object, value: unknown): string[] {
    const text = JSON.stringify(schema).replaceAll('"#/components/', '"http://api/#/components/');
    const validate = ajv.compile(JSON.parse(text));
    return validate(value) ? [] : (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message}`);
  }

  function described(file: string, method: string, status: number): Described | undefined {
    const operation = document.paths[documentedPath(file)]?.[method.toLowerCase()];
    // Methods that an address does not have are not in the document.
    return operation && (operation.responses[String(status)] ?? {});
  }

  return {
    /** What is wrong with an answer; a stream's messages are held by `problemsOfEvent`. */
    async problems(file: string, method: string, response: Response): Promise<string[]> {
      const answer = described(file, method, response.status);
      if (answer === undefined) return [];
      const type = response.headers.get('content-type')?.split(';')[0] ?? '';
      const name = `${method} ${documentedPath(file)} ${response.status} ${type}`;
      const named = Object.keys(answer.headers ?? {}).map((header) => header.toLowerCase());
      const untold = told.filter((header) => response.headers.has(header) && !named.includes(header));
      if (answer.content?.[fileType]) return untold.map((header) => `${name}: header ${header}`);
      const media = answer.content?.[type];
      if (!media) return type === '' && response.status === 204 ? [] : [`${name} is not in the document`];
      const body = type === 'application/json' ? matches(media.schema, await response.clone().json()) : [];
      return [...untold.map((header) => `header ${header}`), ...body].map((problem) => `${name}: ${problem}`);
    },
    problemsOfEvent(file: string, method: string, event: unknown): string[] {
      const schema = described(file, method, 200)?.content?.['text/event-stream']?.schema;
      return schema ? matches(schema, event) : [`${method} ${file} has no stream in the document`];
    },
  };
}
