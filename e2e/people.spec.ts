import { access } from './access';
import { expect, test, uniqueName } from './walk';

test('a person is added, changes the password, gets another role, and is signed out for good when suspended', async ({
  walk,
}) => {
  const { page } = walk;
  const name = uniqueName('Robin');
  const email = `${name.toLowerCase()}@example.com`;
  const first = 'first-password-1';
  const second = 'second-password-2';
  const row = page.getByRole('row', { name: new RegExp(name) });
  await walk.enter(access.admin);
  await page.goto('/people');
  await page.getByRole('button', { name: 'Add person' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a person' });
  await dialog.getByLabel('Email').fill(email);
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: 'User' }).click();
  await dialog.getByLabel('Initial password').fill(first);
  await walk.look('person-dialog');
  await dialog.getByRole('button', { name: 'Add person' }).click();
  await expect(dialog).toBeHidden();
  await expect(row.getByText('Active')).toBeVisible();

  await walk.signIn({ email, password: first });
  await page.goto('/account');
  await page.getByLabel('Current password').fill(first);
  await page.getByLabel('New password', { exact: true }).fill(second);
  await page.getByLabel('New password, again').fill(`${second}x`);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('This differs from the new password above.')).toBeVisible();
  await page.getByLabel('New password, again').fill(second);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Password changed')).toBeVisible();
  await walk.signIn({ email, password: second });

  await walk.signIn(access.admin);
  await page.goto('/people');
  await page.getByRole('combobox', { name: `Role of ${name}` }).click();
  await page.getByRole('option', { name: 'Builder' }).click();
  await expect(page.getByText(`${name} is Builder now`)).toBeVisible();
  await walk.signIn({ email, password: second });
  await expect(page.getByRole('link', { name: 'Skills' })).toBeVisible();

  // The session that is open now must not outlive the suspension.
  const cookies = await page.context().cookies();
  await walk.signIn(access.admin);
  await page.goto('/people');
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: /^Suspend/ }).click();
  await page.getByRole('button', { name: 'Suspend', exact: true }).click();
  await expect(row.getByRole('cell', { name: 'Suspended', exact: true })).toBeVisible();

  await page.context().clearCookies();
  await page.context().addCookies(cookies);
  // Who a cookie belongs to is looked up again every few seconds.
  await expect(async () => {
    await page.goto('/agents');
    await expect(page).toHaveURL(/sign-in/, { timeout: 500 });
  }).toPass({ timeout: 15_000 });
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(second);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toBeVisible();
  await expect(page).toHaveURL(/sign-in/);
  await walk.look('sign-in-refused');
});
