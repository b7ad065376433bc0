import { describe, expect, it } from 'vitest';
import { agentManifestSchema } from '@/lib/contract/agent-manifest';
import { isSameManifest } from './compact-manifest';
import { manifestToYaml, parseManifestYaml } from './manifest-yaml';

const full = agentManifestSchema.parse({
  name: 'refund-assistant',
  model: { name: 'openai/gpt-5-mini', params: { temperature: 0.2, seed: 7 } },
  instructions: 'You handle refunds for {{tenant}}.\nFind the invoice first.\n',
  mcp_servers: ['billing', { name: 'payments', preload: true, owner: 'finance' }],
  skills: ['refund-policy@v4'],
  config: { iteration_limit: 20, sandbox: { enabled: false } },
  x_team: { cost_center: 12 },
});

describe('manifest as YAML', () => {
  it('survives a round trip with keys the schema does not know', () => {
    const parsed = parseManifestYaml(manifestToYaml(full));
    expect(parsed).toEqual({ ok: true, manifest: full });
  });

  it('leaves out what the schema fills in and keeps lines of instructions', () => {
    const yaml = manifestToYaml(full);
    expect(yaml).not.toContain('preload: false');
    expect(yaml).not.toContain('tags');
    expect(yaml).toContain('  You handle refunds for {{tenant}}.\n  Find the invoice first.\n');
  });

  it('points at the line of a wrong value', () => {
    const parsed = parseManifestYaml('name: a\nmodel: openai/x\nconfig:\n  iteration_limit: 0\n');
    expect(parsed.ok).toBe(false);
    if (parsed.ok) return;
    expect(parsed.problems).toMatchObject([
      { path: 'config.iteration_limit', startLine: 4, startColumn: 20 },
    ]);
  });

  it('says what is missing from an empty text', () => {
    const parsed = parseManifestYaml('');
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.path)).toContain('name');
  });

  it('reports broken YAML with its place', () => {
    const parsed = parseManifestYaml('name: "a\nmodel: x/y\n');
    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? 0 : parsed.problems[0]?.startLine).toBeGreaterThan(0);
  });
});

describe('isSameManifest', () => {
  it('ignores order of keys and spelled-out defaults, and sees a changed value', () => {
    const reordered = agentManifestSchema.parse({
      x_team: { cost_center: 12 },
      ...full,
      tags: [],
      description: '',
    });
    expect(isSameManifest(full, reordered)).toBe(true);
    expect(isSameManifest(full, { ...full, description: 'new' })).toBe(false);
  });
});
