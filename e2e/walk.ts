import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test as base, expect, type Page, type TestInfo } from '@playwright/test';
import { access, type Account } from './access';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type AxeResult = { violations: { id: string; help: string; nodes: { html: string }[] }[] };

/** Cookies of accounts that signed in before, so that only the walks about signing in spend time on it. */
const signedIn = new Map<string, Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>>();

export type Walk = {
  page: Page;
  /** Signs in through the form, as whoever was signed in before or nobody. */
  signIn(account: Account): Promise<void>;
  /** Signs in too, but keeps the session of an earlier test where there is one. */
  enter(account: Account): Promise<void>;
  /** Holds the page, or another tab, as it stands against WCAG and keeps a picture of it under e2e/artifacts/screens. */
  look(name: string, options?: Look): Promise<void>;
  /** Calls the API with the administrator's key and answers the `data` of the body. */
  api<Data>(method: string, path: string, body?: unknown): Promise<Data>;
  /** Deletes over the API what a walk made or an earlier one left behind. */
  remove(path: string): Promise<void>;
};

/** `isRunning`: an answer streams, so the network is not waited for. */
type Look = { at?: Page; isRunning?: boolean };

/** A browser page with what every part of the walk needs. Any request that leaves the server's origin fails the test. */
export const test = base.extend<{ walk: Walk }>({
  walk: async ({ page, baseURL, request }, use, info) => {
    const strangers: string[] = [];
    const complaints: string[] = [];
    page.on('request', (sent) => {
      const { origin, protocol } = new URL(sent.url());
      if (protocol.startsWith('http') && origin !== baseURL) strangers.push(sent.url());
    });
    page.on('console', (message) => {
      if (message.type() === 'error' && /content security policy|hydrat/i.test(message.text()))
        complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));

    const signIn = async ({ email, password }: Account): Promise<void> => {
      await page.context().clearCookies();
      await page.goto('/sign-in');
      await page.getByLabel('Email').fill(email);
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
      signedIn.set(email, await page.context().cookies());
    };
    const call = (method: string, path: string, body?: unknown) =>
      request.fetch(`/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${access.apiKey}` },
        ...(body === undefined ? {} : { data: body }),
      });

    await use({
      page,
      signIn,
      enter: async (account) => {
        const cookies = signedIn.get(account.email);
        if (cookies) await page.context().addCookies(cookies);
        else await signIn(account);
      },
      look: (name, { at = page, isRunning = false } = {}) => look(at, info, { name, isRunning }),
      api: async <Data>(method: string, path: string, body?: unknown): Promise<Data> => {
        const response = await call(method, path, body);
        const text = await response.text();
        if (!response.ok())
          throw new Error(`${method} ${path} answered ${response.status()}: ${text.slice(0, 300)}`);
        // The caller names the shape it reads; a test that reads another one fails where it does.
        return (text === '' ? undefined : (JSON.parse(text) as { data: Data }).data) as Data;
      },
      remove: async (path) => {
        const response = await call('DELETE', path);
        if (!response.ok() && response.status() !== 404)
          throw new Error(`DELETE ${path} answered ${response.status()}.`);
      },
    });
    expect(strangers, 'requests that left the origin').toEqual([]);
    expect(complaints, 'errors of the page').toEqual([]);
  },
});

/** Names that a second run on the same database does not meet again. */
export function uniqueName(stem: string): string {
  return `${stem}-${Date.now().toString(36)}`;
}

async function look(
  page: Page,
  info: TestInfo,
  { name, isRunning }: { name: string; isRunning: boolean },
): Promise<void> {
  if (!isRunning) await page.waitForLoadState('networkidle');
  // A button that took the place of a clicked one would show what it is called: nobody points at anything here. A
  // tooltip lets go with the second movement outside, since the first may be on the way to it.
  await expect(async () => {
    await page.mouse.move(0, 0);
    await page.mouse.move(2, 2);
    await expect(page.getByRole('tooltip')).toHaveCount(0, { timeout: 500 });
  }).toPass();
  // Hiding the caret writes on the page's fields, which a page that is still starting takes for its own.
  await page.screenshot({ path: `e2e/artifacts/screens/${info.project.name}-${name}.png`, caret: 'initial' });
  await page.evaluate(axeSource);
  // axe puts itself on the window; its result is plain data.
  const { violations } = (await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] })',
  )) as AxeResult;
  expect(
    violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' | ')}`),
    `what axe finds on ${name}`,
  ).toEqual([]);
}

export { expect };
