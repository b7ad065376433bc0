import type { ProviderModel, ProviderType } from '@/lib/contract/provider';
import { AppError } from '@/lib/platform/app-error';

type Checked = {
  type: ProviderType;
  baseUrl: string | null;
  hasKey: boolean;
  models: readonly ProviderModel[];
};

/** Refuses what the schema cannot see: fields that do not go together. */
export function validateProvider({ type, baseUrl, hasKey, models }: Checked): void {
  if (type === 'openai_compatible' && baseUrl === null) {
    refuse(
      'base_url',
      'An OpenAI-compatible provider needs its base URL, such as http://127.0.0.1:11434/v1.',
    );
  }
  if (type === 'simulated' && (baseUrl !== null || hasKey)) {
    refuse(
      baseUrl === null ? 'auth.api_key' : 'base_url',
      'The simulated model runs inside Tackroom: it has no base URL and no key.',
    );
  }
  if (type === 'simulated' && models.length > 0) {
    refuse('models', 'The simulated provider brings its one model along. Leave the list of models empty.');
  }
  if (baseUrl !== null) requirePlainUrl(baseUrl);
  const ids = models.map(({ id }) => id);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined)
    refuse('models', `The model "${repeated}" is listed twice. Keep one of the rows.`);
}

function requirePlainUrl(baseUrl: string): void {
  const { username, password, hash, search } = new URL(baseUrl);
  if (username !== '' || password !== '') {
    refuse('base_url', 'The base URL holds a user name or password. Take it out and use the key field.');
  }
  if (hash !== '' || search !== '') {
    refuse('base_url', 'The base URL has a "?" or "#" part, which is not used. Take it out.');
  }
}

function refuse(param: string, message: string): never {
  throw new AppError('invalid_request', message, { param });
}
