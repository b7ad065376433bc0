import { access } from './access';
import { expect, test } from './walk';

const origin = 'https://walk.example.com';

test('an admin lists an origin, sees it in the audit, and takes it out again', async ({ walk }) => {
  const { page } = walk;
  await walk.api('PATCH', '/settings', { allowed_origins: [] });
  await walk.enter(access.admin);
  await page.goto('/agents');
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByText('No origin is listed')).toBeVisible();
  const field = page.getByLabel('New origin');
  await field.fill(`${origin}/`);
  await page.getByRole('button', { name: 'Add origin' }).click();
  await expect(page.getByText('without a path or a slash at its end')).toBeVisible();
  await field.fill(origin);
  await field.press('Enter');
  const list = page.getByRole('list', { name: 'Listed origins' });
  await expect(list.getByText(origin)).toBeVisible();
  await walk.look('settings-origin');

  await page.reload();
  await page.getByRole('button', { name: `Remove ${origin}` }).click();
  await page.getByRole('button', { name: 'Remove origin' }).click();
  await expect(list).toBeHidden();
  expect(await walk.api('GET', '/settings')).toEqual({ allowed_origins: [] });
  await page.getByRole('link', { name: 'audit' }).click();
  await expect(page.getByText('Changed the settings').first()).toBeVisible();
});

test('a user does not find the settings', async ({ walk }) => {
  const { page } = walk;
  await walk.enter(access.user);
  await page.goto('/agents');
  await expect(page.getByRole('link', { name: 'Agents', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Settings' })).toHaveCount(0);
  await page.goto('/settings');
  await expect(page.getByText('Your role does not include Settings')).toBeVisible();
});
