import { describe, expect, test } from 'vitest';
import type { Provider } from '@/lib/contract/provider';
import { fieldMessage } from './field-message';
import {
  blankModel,
  blankProvider,
  movesAway,
  providerFormSchema,
  providerValues,
  toPatch,
} from './provider-values';

const stored: Provider = {
  id: 'prv_1',
  name: 'local',
  type: 'openai_compatible',
  base_url: 'http://127.0.0.1:11434/v1',
  auth: { api_key: { set: true, last4: 'abcd' } },
  models: [{ id: 'llama3', context_window: 8192, prices: { input: 0.1, output: 0.2 } }],
  enabled: true,
  created_at: '2026-11-21T09:00:00.000Z',
  updated_at: '2026-11-21T09:00:00.000Z',
  created_by: 'usr_1',
};

describe('the provider form', () => {
  test('sends what was stored when nothing was typed, and no key', () => {
    const parsed = providerFormSchema.parse(providerValues(stored));
    expect(toPatch(parsed)).toEqual({ base_url: stored.base_url, models: stored.models });
  });

  test('takes figures with a comma and leaves empty ones out', () => {
    const model = {
      ...blankModel,
      id: ' gpt ',
      prices: { ...blankModel.prices, input: '0,25', output: '2' },
    };
    const parsed = providerFormSchema.parse({
      ...blankProvider,
      auth: { api_key: ' sk-1 ' },
      models: [model],
    });
    expect(parsed).toMatchObject({
      base_url: null,
      auth: { api_key: 'sk-1' },
      models: [{ id: 'gpt', prices: { input: 0.25, output: 2 } }],
    });
    expect(parsed.models[0]?.context_window).toBeUndefined();
  });

  test.each([
    ['no base URL', { ...blankProvider, type: 'openai_compatible' as const, name: 'x' }, 'base_url'],
    ['a name with spaces', { ...blankProvider, name: 'My models' }, 'name'],
    [
      'a price that is no number',
      {
        ...blankProvider,
        models: [{ ...blankModel, id: 'a', prices: { ...blankModel.prices, input: 'cheap', output: '1' } }],
      },
      'models.0.prices.input',
    ],
    ['a model without an id', { ...blankProvider, models: [blankModel] }, 'models.0.id'],
  ])('names the field for %s', (_case, values, path) => {
    const parsed = providerFormSchema.safeParse(values);
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
  });

  test('says what is wrong in words', () => {
    const model = {
      ...blankModel,
      context_window: '1.5',
      prices: { ...blankModel.prices, input: 'cheap', output: '-1' },
    };
    const values = { ...blankProvider, name: '', base_url: 'nowhere', models: [model] };
    const issues = providerFormSchema.safeParse(values, { error: fieldMessage }).error?.issues ?? [];
    expect(Object.fromEntries(issues.map((issue) => [issue.path.join('.'), issue.message]))).toMatchObject({
      name: expect.stringMatching(/Enter something|Use lower case/),
      base_url: 'Enter an address that begins with http:// or https://.',
      'models.0.id': 'Enter something here.',
      'models.0.context_window': 'Enter a number.',
      'models.0.prices.input': 'Enter a number.',
      'models.0.prices.output': 'Enter 0 or more.',
    });
  });

  test('knows when a new address drops the stored key', () => {
    expect(movesAway(stored, 'http://127.0.0.1:11434/other')).toBe(false);
    expect(movesAway(stored, 'https://models.example.com/v1')).toBe(true);
    expect(
      movesAway(
        { ...stored, auth: { api_key: { set: false, last4: null } } },
        'https://models.example.com/v1',
      ),
    ).toBe(false);
  });
});
