import type { z } from 'zod';
import type { Page, PageQuery } from '@/lib/contract/pagination';
import type { Skill, SkillVersion, SkillVersionDetail } from '@/lib/contract/skill';
import type { skillListQuerySchema } from '@/lib/contract/skill-requests';
import type { FeatureContext } from '@/lib/features/feature-context';
import { pageAnswer } from '@/lib/features/page-answer';
import { requirePermission } from '@/lib/features/require-permission';
import { notFound } from '@/lib/platform/app-error';
import {
  findSkill,
  findSkillUses,
  findSkillVersion,
  listSkills as listStored,
  listSkillVersions as listStoredVersions,
  type SkillRecord,
} from '@/lib/storage/skills';
import { skillAnswer, skillVersionAnswer } from './skill-answer';

export async function listSkills(
  context: FeatureContext,
  query: z.output<typeof skillListQuerySchema>,
): Promise<Page<Skill>> {
  const { principal, scope } = context;
  requirePermission(principal, 'skills:read');
  const { limit, page_token: pageToken, search } = query;
  const page = await listStored(scope, { limit, pageToken, search });
  const uses = await findSkillUses(
    scope,
    page.rows.map((row) => row.name),
  );
  return pageAnswer(limit, { ...page, rows: page.rows.map((row) => skillAnswer(row, uses)) });
}

export async function readSkill(context: FeatureContext, name: string): Promise<Skill> {
  const record = await requireSkill(context, name);
  return skillAnswer(record, await findSkillUses(context.scope, [name]));
}

export async function listSkillVersions(
  context: FeatureContext,
  name: string,
  query: PageQuery,
): Promise<Page<SkillVersion>> {
  const record = await requireSkill(context, name);
  const page = await listStoredVersions(context.scope, record.id, {
    limit: query.limit,
    pageToken: query.page_token,
  });
  return pageAnswer(query.limit, {
    ...page,
    rows: page.rows.map((row) => skillVersionAnswer(name, row, row.skillText)),
  });
}

/** One version with its files. */
export async function readSkillVersion(
  context: FeatureContext,
  name: string,
  version: number,
): Promise<SkillVersionDetail> {
  await requireSkill(context, name);
  const row = await findSkillVersion(context.scope, name, version);
  if (row === null) throw notFound('skill version', `${name}@v${version}`);
  const skillText = row.files.find((file) => file.path === 'SKILL.md')?.content ?? '';
  return { ...skillVersionAnswer(name, row, skillText), name, files: row.files };
}

async function requireSkill({ principal, scope }: FeatureContext, name: string): Promise<SkillRecord> {
  requirePermission(principal, 'skills:read');
  const record = await findSkill(scope, name);
  if (record === null) throw notFound('skill', name);
  return record;
}
