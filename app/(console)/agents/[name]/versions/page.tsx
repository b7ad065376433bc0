import { redirect } from 'next/navigation';
import { paths } from '@/lib/client/paths';

/** The versions are a tab of the agent's page; this address stays good. */
export default async function Page({ params }: { params: Promise<{ name: string }> }) {
  redirect(`${paths.agent(decodeURIComponent((await params).name))}?tab=versions`);
}
