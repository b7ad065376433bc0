import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NoAccess } from '@/components/layout/no-access';
import { SkillEditor } from '@/components/skills/editor/skill-editor';
import type { SavedSkill } from '@/components/skills/editor/saved-skill';
import { pageContext } from '@/lib/auth/require-console-principal';
import { can } from '@/lib/contract/principal';
import { listSkillVersions, readSkill, readSkillVersion } from '@/lib/features/skills';
import { isAppError } from '@/lib/platform/app-error';

type PageProps = { params: Promise<{ name: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) };
}

export default async function Page({ params }: PageProps) {
  const { principal } = await pageContext();
  if (!can(principal, 'skills:read')) return <NoAccess page="Skills" permission="skills:read" />;
  const saved = await loadSkill(decodeURIComponent((await params).name));
  return <SkillEditor key={saved.skill.name} saved={saved} />;
}

async function loadSkill(name: string): Promise<SavedSkill> {
  const context = await pageContext();
  try {
    const [skill, versions] = await Promise.all([
      readSkill(context, name),
      listSkillVersions(context, name, { limit: 100 }),
    ]);
    return { skill, versions, base: await readSkillVersion(context, name, skill.version) };
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') notFound();
    throw error;
  }
}
