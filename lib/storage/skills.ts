import { z } from 'zod';
import { skillFileSchema, type SkillFile } from '@/lib/contract/skill';
import { newId } from '@/lib/platform/ids';
import type { Skill as SkillRow } from './generated/prisma/client';
import { likeLiteral } from './like-literal';
import { pageOf, type PageRequest, type StoredPage } from './page-cursor';
import type { Scope } from './scope';

export type SkillRecord = Pick<
  SkillRow,
  'id' | 'name' | 'description' | 'latestVersion' | 'createdAt' | 'updatedAt' | 'createdBy'
>;

export type SkillVersionRecord = {
  name: string;
  version: number;
  digest: string;
  description: string;
  note: string;
  files: SkillFile[];
  createdAt: Date;
  createdBy: string;
};

/** A version without its files but for the text of SKILL.md, for lists. */
export type ListedSkillVersion = Omit<SkillVersionRecord, 'name' | 'files'> & {
  id: string;
  skillText: string;
};

const filesSchema = z.array(skillFileSchema);

export async function findSkill(scope: Scope, name: string): Promise<SkillRecord | null> {
  return scope.prisma.skill.findUnique({
    where: { organisationId_name: { organisationId: scope.organisationId, name } },
  });
}

/** Skills, newest first. */
export async function listSkills(
  scope: Scope,
  request: PageRequest & { search?: string | undefined },
): Promise<StoredPage<SkillRecord>> {
  const matches = { contains: likeLiteral(request.search ?? ''), mode: 'insensitive' } as const;
  return pageOf(request, ({ after, take }) =>
    scope.prisma.skill.findMany({
      where: {
        organisationId: scope.organisationId,
        ...(request.search ? { OR: [{ name: matches }, { description: matches }] } : {}),
        ...after,
      },
      orderBy: { id: 'desc' },
      take,
    }),
  );
}

/** A version with its files, or the latest one. */
export async function findSkillVersion(
  scope: Scope,
  name: string,
  version?: number,
): Promise<SkillVersionRecord | null> {
  const [found] = await findSkillVersions(scope, [{ name, version }]);
  return found ?? null;
}

/** The versions that references name, in the order asked; `latest` is the only alias. What does not exist is left out. */
export async function findSkillVersions(
  scope: Scope,
  references: readonly { name: string; version?: number | undefined; alias?: string | undefined }[],
): Promise<SkillVersionRecord[]> {
  const { organisationId } = scope;
  const known = references.filter(({ alias }) => alias === undefined || alias === 'latest');
  if (known.length === 0) return [];
  const skills = await scope.prisma.skill.findMany({
    where: { organisationId, name: { in: [...new Set(known.map(({ name }) => name))] } },
    select: { id: true, name: true, latestVersion: true },
  });
  const byName = new Map(skills.map((skill) => [skill.name, skill]));
  const wanted = known.flatMap(({ name, version }) => {
    const skill = byName.get(name);
    return skill ? [{ name, skillId: skill.id, version: version ?? skill.latestVersion }] : [];
  });
  if (wanted.length === 0) return [];
  const rows = await scope.prisma.skillVersion.findMany({
    where: { organisationId, OR: wanted.map(({ skillId, version }) => ({ skillId, version })) },
  });
  return wanted.flatMap(({ name, skillId, version }) => {
    const row = rows.find((candidate) => candidate.skillId === skillId && candidate.version === version);
    if (row === undefined) return [];
    const { digest, description, note, createdAt, createdBy } = row;
    return [
      { name, version, digest, description, note, files: filesSchema.parse(row.files), createdAt, createdBy },
    ];
  });
}

/** A skill's versions, newest first, without their files. */
export async function listSkillVersions(
  scope: Scope,
  skillId: string,
  request: PageRequest,
): Promise<StoredPage<ListedSkillVersion>> {
  return pageOf(
    request,
    ({ after, take }) =>
      scope.prisma.$queryRaw<ListedSkillVersion[]>`
        SELECT id, version, digest, description, note, created_at AS "createdAt", created_by AS "createdBy",
          coalesce((SELECT f->>'content' FROM jsonb_array_elements(files) f WHERE f->>'path' = 'SKILL.md' LIMIT 1), '') AS "skillText"
        FROM skill_version
        WHERE organisation_id = ${scope.organisationId} AND skill_id = ${skillId} AND (${after.id?.lt ?? null}::text IS NULL OR id < ${after.id?.lt ?? null}::text)
        ORDER BY id DESC LIMIT ${take}`,
  );
}

export type SkillUse = { skill: string; agent: string; version: number | null };

/** Which agents' latest versions attach which of these skills, and at which version. */
export async function findSkillUses(scope: Scope, names: readonly string[]): Promise<SkillUse[]> {
  if (names.length === 0) return [];
  return scope.prisma.$queryRaw<SkillUse[]>`
    SELECT s->>'name' AS skill, a.name AS agent, (s->>'version')::int AS version
    FROM agent a
    JOIN agent_version v ON v.agent_id = a.id AND v.version = a.latest_version
    CROSS JOIN LATERAL jsonb_array_elements(v.manifest->'skills') s
    WHERE a.organisation_id = ${scope.organisationId} AND s->>'name' = ANY(${[...names]}::text[])
    ORDER BY a.name`;
}

export type NewSkillVersion = {
  name: string;
  description: string;
  digest: string;
  note: string;
  files: readonly SkillFile[];
  createdBy: string;
};

/** Writes the next version of a skill, and the skill itself when it is new. The caller holds the name's lock. */
export async function insertSkillVersion(
  scope: Scope,
  existing: SkillRecord | null,
  input: NewSkillVersion,
): Promise<SkillRecord> {
  const { organisationId } = scope;
  const { name, description, digest, note, createdBy } = input;
  const version = (existing?.latestVersion ?? 0) + 1;
  const row = existing
    ? await scope.prisma.skill.update({
        where: { id: existing.id, organisationId },
        data: { description, latestVersion: version },
      })
    : await scope.prisma.skill.create({
        data: { id: newId('skill'), organisationId, name, description, latestVersion: version, createdBy },
      });
  await scope.prisma.skillVersion.create({
    data: {
      id: newId('skillVersion'),
      organisationId,
      skillId: row.id,
      version,
      digest,
      description,
      note,
      files: input.files.map(({ path, content }) => ({ path, content })),
      createdBy,
    },
  });
  return row;
}

export async function deleteSkill(scope: Scope, id: string): Promise<void> {
  await scope.prisma.skill.deleteMany({ where: { id, organisationId: scope.organisationId } });
}
