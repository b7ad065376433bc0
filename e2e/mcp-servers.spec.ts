import { access } from './access';
import { expect, test, uniqueName } from './walk';

test('an admin adds an MCP server, finds its tools unreviewed, tests it and deletes it', async ({ walk }) => {
  const { page } = walk;
  const name = uniqueName('everything');
  await walk.enter(access.admin);
  try {
    await page.goto('/mcp-servers');
    await page.getByRole('button', { name: 'Add server' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add an MCP server' });
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('Description').fill('Sums and more');
    await dialog.getByLabel('Address').fill('not an address');
    await dialog.getByRole('button', { name: 'Add server' }).click();
    await expect(dialog.getByLabel('Address')).toHaveAttribute('aria-invalid', 'true');
    await walk.look('server-dialog');
    await dialog.getByLabel('Address').fill(access.mcpServerUrl);
    await dialog.getByRole('button', { name: 'Add server' }).click();
    await expect(page).toHaveURL(new RegExp(`/mcp-servers/${name}`));
    await expect(page.getByText('Connected')).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Flag of get-sum' })).toHaveText('Unreviewed');
    await page.getByRole('button', { name: 'get-sum', exact: true }).click();
    await expect(page.getByRole('dialog', { name: 'get-sum' })).toBeVisible();
    await walk.look('server-tool');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();

    await page.getByRole('button', { name: 'Test connection' }).click();
    await expect(page.getByText(new RegExp(`${name} answer`, 'i')).first()).toBeVisible();
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    await page.getByRole('button', { name: 'Delete server' }).click();
    await expect(page).toHaveURL(/\/mcp-servers$/);
    await expect(page.getByRole('link', { name: 'payments' })).toBeVisible();
    await expect(page.getByRole('link', { name })).toBeHidden();
  } finally {
    await walk.remove(`/mcp-servers/${name}`);
  }
});

test('a server that is down is registered with a sentence that says what to check', async ({ walk }) => {
  const { page } = walk;
  const name = uniqueName('down');
  await walk.enter(access.admin);
  try {
    await page.goto('/mcp-servers');
    await page.getByRole('button', { name: 'Add server' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add an MCP server' });
    await dialog.getByLabel('Name').fill(name);
    // Nothing listens on port 4.
    await dialog.getByLabel('Address').fill('http://127.0.0.1:4/mcp');
    await dialog.getByRole('button', { name: 'Add server' }).click();
    await expect(page).toHaveURL(new RegExp(`/mcp-servers/${name}`));
    await expect(page.getByText(`MCP server "${name}" cannot be reached`).first()).toBeVisible();
    await expect(page.getByText('Failing')).toBeVisible();
    await walk.look('server-down');
  } finally {
    await walk.remove(`/mcp-servers/${name}`);
  }
});
