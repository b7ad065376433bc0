import type { Metadata } from 'next';
import { NoAccess } from '@/components/layout/no-access';
import { SkillsPage } from '@/components/skills/skills-page';
import { pageContext } from '@/lib/auth/require-console-principal';
import { can } from '@/lib/contract/principal';
import { listSkills } from '@/lib/features/skills';

export const metadata: Metadata = { title: 'Skills' };

export default async function Page() {
  const context = await pageContext();
  if (!can(context.principal, 'skills:read')) return <NoAccess page="Skills" permission="skills:read" />;
  return <SkillsPage initial={await listSkills(context, { limit: 200 })} />;
}
