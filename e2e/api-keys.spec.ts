import { access } from './access';
import { expect, test, uniqueName } from './walk';

test('an API key is shown once, works, and is refused after it was revoked', async ({
  walk,
  playwright,
  baseURL,
}) => {
  const { page } = walk;
  const name = uniqueName('nightly');
  await walk.enter(access.admin);
  await page.goto('/api-keys');
  await page.getByRole('button', { name: 'Create key' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New API key' });
  await dialog.getByLabel('Name').fill(name);
  await walk.look('api-key-dialog');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  const ready = page.getByRole('dialog', { name: `${name} is ready` });
  const key = await ready.getByLabel('New key').inputValue();
  expect(key.length).toBeGreaterThan(30);
  await ready.getByRole('button', { name: 'Done' }).click();
  await page.reload();
  await expect(page.getByRole('row', { name: new RegExp(name) })).toBeVisible();
  expect(await page.content()).not.toContain(key);

  const program = await playwright.request.newContext({
    ...(baseURL === undefined ? {} : { baseURL }),
    extraHTTPHeaders: { authorization: `Bearer ${key}` },
  });
  const status = async (): Promise<number> => (await program.get('/api/v1/agents')).status();
  expect(await status()).toBe(200);
  await page.getByRole('button', { name: `Revoke ${name}` }).click();
  await page.getByRole('button', { name: 'Revoke key' }).click();
  await expect(page.getByRole('row', { name: new RegExp(name) })).toBeHidden();
  await expect.poll(status, { message: 'the status a revoked key gets' }).toBe(401);
  await program.dispose();
});
