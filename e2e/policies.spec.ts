import { access } from './access';
import { chatOf } from './chat';
import { expect, test } from './walk';

const order = 'call find_invoice {"id":"INV-2031"}';

test('a tool that an admin flags destructive pauses from the next run on, and no longer once it is unflagged', async ({
  walk,
}) => {
  const { page } = walk;
  const chat = chatOf(page);
  const flag = async (button: string, word: string): Promise<void> => {
    await page.goto('/tool-policies');
    await page.getByRole('searchbox', { name: 'Filter tools and servers' }).fill('find_invoice');
    await page.getByRole('checkbox', { name: 'Select find_invoice of billing' }).check();
    await page.getByRole('button', { name: button }).click();
    await expect(page.getByRole('row', { name: /find_invoice/ }).getByText(word)).toBeVisible();
    await expect(page.getByRole('button', { name: button })).toBeHidden();
  };
  await walk.enter(access.admin);
  try {
    await flag('Mark destructive', 'Destructive');
    await page.goto('/playground?agent=refund-assistant');
    await chat.send(order);
    const approval = chat.approval('billing.find_invoice');
    await expect(approval).toBeVisible();
    await approval.getByRole('button', { name: 'Deny…' }).click();
    await approval.getByLabel('Reason (optional)').fill('Not on a Friday');
    await walk.look('deny');
    await approval.getByRole('button', { name: 'Deny', exact: true }).click();
    await expect(chat.area.getByText('Denied by you')).toBeVisible();
    await expect(chat.area.getByText('“Not on a Friday”')).toBeVisible();
    await expect(chat.stop).toBeHidden();

    await flag('Mark read-only', 'Read-only');
    await page.goto('/playground?agent=refund-assistant');
    await chat.send(order);
    await expect(chat.answer('find_invoice answered:')).toBeVisible();
    await expect(approval).toBeHidden();
  } finally {
    await walk.api('PATCH', '/mcp-servers/billing/tools/find_invoice', { effect: 'read_only' });
  }
});
