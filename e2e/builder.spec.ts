import { access } from './access';
import { chatOf } from './chat';
import { expect, test, uniqueName } from './walk';

test('a builder makes an agent, tries it unsaved, saves it, and compares its second version', async ({
  walk,
}) => {
  const { page } = walk;
  const chat = chatOf(page);
  const name = uniqueName('invoice-reader');
  await walk.enter(access.admin);
  try {
    await page.goto('/agents');
    await page.getByRole('link', { name: 'New agent', exact: true }).first().click();
    await expect(page).toHaveURL(/\/agents\/new/);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await page.getByRole('combobox', { name: 'Model' }).click();
    await page.getByPlaceholder('Search models').fill('demo');
    await page.getByRole('option', { name: /demo/ }).first().click();
    await page.getByRole('textbox', { name: 'Instructions' }).fill('Look invoices up and say what they are.');

    const servers = page.getByRole('region', { name: 'MCP servers' });
    await servers.getByRole('button', { name: 'Attach MCP server' }).click();
    await page.getByRole('option', { name: /billing/ }).click();
    await servers.getByRole('switch', { name: 'Preload billing' }).check();
    const skills = page.getByRole('region', { name: 'Skills' });
    await skills.getByRole('button', { name: 'Attach skill' }).click();
    await page.getByRole('option', { name: /refund-policy/ }).click();
    await expect(skills.getByText('refund-policy').first()).toBeVisible();

    await chat.send('call find_invoice {"id":"INV-2031"}');
    await expect(chat.answer('find_invoice answered:')).toBeVisible();
    await walk.look('builder-tried');
    await page.getByRole('button', { name: 'Save agent' }).click();
    await expect(page).toHaveURL(new RegExp(`/agents/${name}`));
    await expect(page.getByText('v1', { exact: true }).first()).toBeVisible();

    await page.reload();
    const instructions = page.getByRole('textbox', { name: 'Instructions' });
    await expect(instructions).toHaveValue('Look invoices up and say what they are.');
    await expect(servers.getByRole('switch', { name: 'Preload billing' })).toBeChecked();
    await instructions.fill('Look invoices up. Say the amount first.');
    await expect(page.getByText('Unsaved changes')).toBeVisible();
    await page.getByRole('button', { name: 'More ways to save' }).click();
    await page.getByRole('menuitem', { name: 'Save with a note…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save version 2' });
    await dialog.getByLabel('What changed').fill('Amount first');
    await dialog.getByRole('button', { name: 'Save version 2' }).first().click();
    await expect(dialog).toBeHidden();

    await page.getByRole('tab', { name: /Versions/ }).click();
    await expect(page.getByRole('list', { name: 'Versions' }).getByText('Amount first')).toBeVisible();
    await page.getByRole('button', { name: 'Changes in version 2' }).click();
    const changes = page.getByRole('region', { name: 'Changes', exact: true });
    await expect(changes.getByRole('insertion').getByText('Say the amount first.')).toBeVisible();
    await expect(changes.getByRole('deletion').getByText('say what they are.')).toBeVisible();
    await walk.look('builder-versions');
  } finally {
    await walk.remove(`/agents/${name}`);
  }
});
