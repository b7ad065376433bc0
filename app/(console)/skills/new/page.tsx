import type { Metadata } from 'next';
import { NoAccess } from '@/components/layout/no-access';
import { SkillEditor } from '@/components/skills/editor/skill-editor';
import { pageContext } from '@/lib/auth/require-console-principal';
import { can } from '@/lib/contract/principal';

export const metadata: Metadata = { title: 'New skill' };

export default async function Page() {
  const { principal } = await pageContext();
  if (!can(principal, 'skills:write')) return <NoAccess page="New skill" permission="skills:write" />;
  return <SkillEditor saved={null} />;
}
