import { access } from './access';
import { chatOf } from './chat';
import { expect, test, uniqueName, type Walk } from './walk';

const { provider } = access;
const model = { id: provider.model, context_window: 128_000, prices: { input: 1, output: 2 } };

function register(walk: Walk, name: string, baseUrl: string): Promise<unknown> {
  return walk.api('POST', '/providers', {
    name,
    type: 'openai_compatible',
    base_url: baseUrl,
    auth: { api_key: provider.apiKey },
    models: [model],
  });
}

test('a provider added with a key answers in the playground, and its key is never shown again', async ({
  walk,
}) => {
  const { page } = walk;
  const chat = chatOf(page);
  const name = uniqueName('walk');
  await walk.enter(access.admin);
  try {
    await page.goto('/models');
    await page.getByRole('button', { name: 'Add provider' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Add a provider' });
    await dialog.getByRole('combobox', { name: 'Type' }).click();
    await page.getByRole('option', { name: /compatible/i }).click();
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('Base URL').fill(provider.baseUrl);
    await dialog.getByLabel('API key').fill(provider.apiKey);
    await dialog.getByRole('button', { name: /Models and prices/ }).click();
    await dialog.getByRole('button', { name: 'Add a model' }).click();
    await dialog.getByLabel('Model id').fill(provider.model);
    await dialog.getByLabel('Context window').fill('128000');
    await dialog.getByLabel('Input, $/M').fill('1');
    await dialog.getByLabel('Output, $/M').fill('2');
    await walk.look('provider-dialog');
    await dialog.getByRole('button', { name: 'Add provider' }).click();
    await expect(dialog).toBeHidden();
    const row = page.getByRole('region', { name: 'Providers' }).getByRole('row', { name: new RegExp(name) });
    await expect(row.getByText('Key is set').first()).toBeAttached();
    await expect(row.getByText(/^Works, /)).toBeVisible();

    await page.reload();
    await expect(row).toBeVisible();
    expect(await page.content()).not.toContain(provider.apiKey);
    expect(JSON.stringify(await walk.api('GET', '/providers'))).not.toContain(provider.apiKey);

    await page.goto('/playground?agent=refund-assistant');
    await page.getByRole('combobox', { name: 'Model' }).click();
    await page.getByPlaceholder('Search models').fill(name);
    await page.getByRole('option', { name: provider.model }).click();
    await expect(page.getByText('Unsaved changes')).toBeVisible();
    await chat.send('Say hello');
    await expect(chat.answer('Hello from the provider.')).toBeVisible();
    // The draft is not saved, so the trace opens beside it.
    const opened = page.context().waitForEvent('page');
    await page.getByRole('link', { name: 'Open trace' }).click();
    const beside = await opened;
    const step = beside.getByRole('option', { name: new RegExp(`Model call ${provider.model}`) });
    await expect(step).toHaveAccessibleName(/ [1-9]\d* tokens/);
    await walk.look('provider-trace', { at: beside });
    await expect(page.getByText('Unsaved changes')).toBeVisible();
  } finally {
    await walk.remove(`/providers/${name}`);
  }
});

test('an agent on a provider calls an unreviewed tool of an outside server once a person allows it', async ({
  walk,
}) => {
  const { page } = walk;
  const chat = chatOf(page);
  const name = uniqueName('adder');
  await walk.enter(access.admin);
  // The fake provider calls the tool by this name.
  await walk.remove('/mcp-servers/toolbox');
  try {
    await register(walk, name, provider.baseUrl);
    await walk.api('POST', '/mcp-servers', {
      name: 'toolbox',
      description: 'Sums',
      url: access.mcpServerUrl,
    });
    await walk.api('POST', '/agents', {
      manifest: {
        name,
        model: `${name}/${provider.model}`,
        instructions: 'Use the tool to add.',
        mcp_servers: [{ name: 'toolbox', preload: true }],
      },
    });
    await page.goto(`/agents/${name}`);
    await chat.send('Add 2 and 40');
    const approval = chat.approval('toolbox.get-sum');
    await expect(approval).toBeVisible();
    await approval.getByRole('button', { name: /Allow once/ }).click();
    await expect(chat.answer('The sum is 42.')).toBeVisible();
  } finally {
    await walk.remove(`/agents/${name}`);
    await walk.remove('/mcp-servers/toolbox');
    await walk.remove(`/providers/${name}`);
  }
});

test('a provider that cannot be reached is named with a remedy, and the chat goes on with another model', async ({
  walk,
}) => {
  const { page } = walk;
  const chat = chatOf(page);
  const name = uniqueName('nowhere');
  await walk.enter(access.admin);
  try {
    // Nothing listens on port 1.
    await register(walk, name, 'http://127.0.0.1:1/v1');
    await page.goto('/playground?agent=refund-assistant');
    const pickModel = async (search: string, option: RegExp): Promise<void> => {
      await page.getByRole('combobox', { name: 'Model' }).click();
      await page.getByPlaceholder('Search models').fill(search);
      await page.getByRole('option', { name: option }).click();
      await expect(page.getByRole('dialog', { name: 'Search models' })).toBeHidden();
    };
    await pickModel(name, new RegExp(provider.model));
    await chat.send('Say hello');
    const failure = chat.area
      .getByRole('paragraph')
      .filter({ hasText: `The provider "${name}" cannot be reached` });
    await expect(failure).toHaveText(/Check its base URL and that the server runs\.$/, { timeout: 60_000 });
    await walk.look('provider-failure');
    await pickModel('demo', /demo/);
    await chat.send('reply with 5 words');
    await expect(chat.answer('This is filler text from')).toBeVisible();
  } finally {
    await walk.remove(`/providers/${name}`);
  }
});
