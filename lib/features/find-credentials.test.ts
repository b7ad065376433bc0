import { describe, expect, it } from 'vitest';
import { agentManifestSchema } from '@/lib/contract/agent-manifest';
import { findCredentials } from './find-credentials';

const scan = (extra: object) =>
  findCredentials(agentManifestSchema.parse({ name: 'a', model: 'openai/gpt-5-mini', ...extra })).map(
    ({ path, inFreeText }) => [path, inFreeText],
  );
const random = 'f3Kq9ZtR7mWx2LpV8sNc';

describe('findCredentials', () => {
  it.each([
    `sk-${random}`,
    `sk-ant-api03-${random}`,
    `ghp_${random}${random}`,
    `xoxb-123456-${random}`,
    'AKIAIOSFODNN7EXAMPLE',
    `Bearer ${random}`,
    `tkr_${random}${random}`,
    `https://me:${random}@example.com/mcp`,
    '-----BEGIN RSA PRIVATE KEY-----',
  ])('knows %s in any field', (value) => {
    expect(scan({ variables: { tenant: value } })).toEqual([['variables.tenant', false]]);
    expect(scan({ instructions: `Use ${value} please.` })).toEqual([['instructions', true]]);
  });

  it.each(['api_key', 'token', 'clientSecret', 'password', 'x-api-key', 'Authorization'])(
    'knows a random value by the name %s',
    (name) => {
      expect(scan({ x: { [name]: random } })).toEqual([[`x.${name}`, false]]);
    },
  );

  it.each([
    { variables: { tenant: 'acme', max_tokens: '1000', key: 'INV-2031' } },
    { variables: { token: '{{user_token_from_the_session_1}}' } },
    { variables: { secret: 'ask the finance team for it 1' } },
    { model: { name: 'openai/gpt-5-mini', params: { max_tokens: 4000, stop: ['sk-'] } } },
    { x_public_key_url: 'https://example.com/keys/2026-01.pem' },
    { response_format: { type: 'json_schema', json_schema: { name: 'keyboard-monkey-1234567890-layout' } } },
  ])('leaves %j alone', (extra) => expect(scan(extra)).toEqual([]));

  it('never repeats the value it found', () => {
    const manifest = agentManifestSchema.parse({
      name: 'a',
      model: { name: 'openai/x', params: { api_key: `sk-${random}` } },
    });
    expect(JSON.stringify(findCredentials(manifest))).not.toContain(random);
  });

  it('reads a hostile text of a megabyte without stalling', () => {
    const hostile = 'https://'.repeat(60_000) + 'eyJ'.repeat(100_000) + ' Bearer '.repeat(30_000);
    expect(scan({ x_note: hostile })).toEqual([]);
  });
});
