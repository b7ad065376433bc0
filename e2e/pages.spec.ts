import { access } from './access';
import { expect, test, type Walk } from './walk';

type PagePlace = {
  name: string;
  path: string | ((walk: Walk) => Promise<string>);
  heading: string | RegExp;
  /** Whether a visitor who is not signed in sees it. */
  isPublic?: boolean;
};

const places: readonly PagePlace[] = [
  { name: 'agents', path: '/agents', heading: 'Agents' },
  { name: 'agent-new', path: '/agents/new', heading: 'New agent' },
  { name: 'agent', path: '/agents/refund-assistant', heading: 'refund-assistant' },
  { name: 'agent-versions', path: '/agents/refund-assistant?tab=versions', heading: 'refund-assistant' },
  { name: 'agent-use', path: '/agents/refund-assistant?tab=use', heading: 'refund-assistant' },
  { name: 'playground', path: '/playground?agent=refund-assistant', heading: 'Playground' },
  { name: 'traces', path: '/traces', heading: 'Traces' },
  { name: 'trace', path: newestTrace, heading: /./ },
  { name: 'models', path: '/models', heading: 'Models' },
  { name: 'mcp-servers', path: '/mcp-servers', heading: 'MCP servers' },
  { name: 'mcp-server', path: '/mcp-servers/billing', heading: 'billing' },
  { name: 'skills', path: '/skills', heading: 'Skills' },
  { name: 'skill-new', path: '/skills/new', heading: 'New skill' },
  { name: 'skill', path: '/skills/refund-policy', heading: 'refund-policy' },
  { name: 'tool-policies', path: '/tool-policies', heading: 'Tool policies' },
  { name: 'people', path: '/people', heading: 'People' },
  { name: 'audit', path: '/people?tab=audit', heading: 'People' },
  { name: 'api-keys', path: '/api-keys', heading: 'API keys' },
  { name: 'settings', path: '/settings', heading: 'Settings' },
  { name: 'account', path: '/account', heading: 'Account' },
  { name: 'not-found', path: '/no-such-page', heading: /./ },
  { name: 'sign-in', path: '/sign-in', heading: /./, isPublic: true },
];

for (const { name, path, heading, isPublic = false } of places) {
  test(`${name}: accessible, and nothing runs off a phone`, async ({ walk }) => {
    const { page } = walk;
    if (!isPublic) await walk.enter(access.admin);
    await page.goto(typeof path === 'string' ? path : await path(walk));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0);
    await walk.look(`page-${name}`);
    await page.setViewportSize({ width: 360, height: 740 });
    await walk.look(`page-${name}-360`);
    // Plain numbers: how much wider than the screen the page is, and where its main part ends.
    const overflow = await page.evaluate(() =>
      [document.documentElement, document.body, ...document.querySelectorAll('main')].map(
        (element) => element.scrollWidth - element.clientWidth,
      ),
    );
    expect(Math.max(...overflow), 'pixels that run off a 360 px screen').toBeLessThanOrEqual(0);
  });
}

async function newestTrace({ api }: Walk): Promise<string> {
  const runs = await api<{ id: string; status: string; step_count: number }[]>('GET', '/traces?limit=50');
  const run = runs.find(({ status, step_count: steps }) => status === 'done' && steps > 3) ?? runs[0];
  if (!run) throw new Error('There is no run to look at; the walk of the main job makes one.');
  return `/traces/${run.id}`;
}
