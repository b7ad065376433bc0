import type { ToolPolicy } from '@/lib/contract/tool-policy';
import type { FeatureContext } from '../feature-context';
import { listToolPolicies } from './list-tool-policies';

/** Every tool of every server, for a page that filters, counts and selects across the list. */
export async function listAllToolPolicies(context: FeatureContext): Promise<ToolPolicy[]> {
  const tools: ToolPolicy[] = [];
  let token: string | undefined;
  do {
    const page = await listToolPolicies(context, { limit: 200, page_token: token });
    tools.push(...page.data);
    token = page.pagination.next_page_token;
  } while (token !== undefined);
  return tools;
}
