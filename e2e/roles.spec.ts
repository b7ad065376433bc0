import { access } from './access';
import { chatOf } from './chat';
import { expect, test, uniqueName } from './walk';

test('a user runs the refund assistant and sees only what the role may', async ({ walk }) => {
  const { page } = walk;
  const chat = chatOf(page);
  await walk.signIn(access.user);
  const menu = page.getByRole('navigation', { name: 'Main' });
  for (const link of ['Agents', 'Playground', 'Traces', 'Models', 'API keys'])
    await expect(menu.getByRole('link', { name: link }), `the link ${link}`).toBeVisible();
  for (const link of ['MCP servers', 'Skills', 'Tool policies', 'People'])
    await expect(menu.getByRole('link', { name: link }), `the link ${link}`).toBeHidden();

  await menu.getByRole('link', { name: 'Playground' }).click();
  await expect(page.getByText('You are reading, not editing')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Instructions' })).not.toBeEditable();
  await walk.look('user-playground');
  await chat.send('Refund invoice INV-5179 for tenant acme');
  const question = chat.question('Which reason applies to the refund of INV-5179?');
  await question.getByRole('textbox', { name: 'Or in your own words' }).fill('The customer paid twice');
  await question.getByRole('button', { name: 'Send answer' }).click();
  const approval = chat.approval('payments.issue_refund');
  await approval.getByRole('button', { name: 'Deny…' }).click();
  await approval.getByRole('button', { name: 'Deny', exact: true }).click();
  await expect(chat.area.getByText('Denied by you')).toBeVisible();
  await expect(chat.stop).toBeHidden();

  for (const path of ['/people', '/tool-policies', '/mcp-servers', '/skills', '/mcp-servers/billing']) {
    await page.goto(path);
    await expect(page.getByText('Your role does not include'), path).toBeVisible();
  }
  await walk.look('forbidden');
  await page.goto('/models');
  await expect(page.getByRole('table', { name: 'Models' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Providers' })).toHaveCount(0);
  await page.goto('/agents/new');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Agents');
});

test('an auditor reads everything and sends nothing', async ({ walk }) => {
  const { page } = walk;
  const name = uniqueName('auditor');
  const account = { email: `${name}@example.com`, password: 'auditor-password-1' };
  const { id } = await walk.api<{ id: string }>('POST', '/users', { ...account, name, role: 'auditor' });
  try {
    await walk.signIn(account);
    await page.goto('/people?tab=audit');
    await expect(page.getByRole('tab', { name: 'Audit' })).toBeVisible();
    await page.goto('/playground?agent=refund-assistant');
    await expect(page.getByText('Auditors read and run nothing.').first()).toBeVisible();
    await page.getByRole('textbox', { name: 'Message' }).fill('Say hello');
    await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
    await walk.look('auditor-playground');
  } finally {
    await walk.api('PATCH', `/users/${id}`, { suspended: true });
  }
});
