import { access } from './access';
import { expect, test, uniqueName } from './walk';

test('a skill is written, published, changed and published again', async ({ walk }) => {
  const { page } = walk;
  const name = uniqueName('late-fees');
  const publish = async (version: number, note: string): Promise<void> => {
    await page.getByRole('button', { name: `Publish version ${version}` }).click();
    const dialog = page.getByRole('dialog', { name: `Publish version ${version}` });
    await dialog.getByLabel('Note').fill(note);
    await dialog.getByRole('button', { name: `Publish version ${version}` }).click();
    await expect(dialog).toBeHidden();
  };
  await walk.enter(access.admin);
  try {
    await page.goto('/skills');
    await page.getByRole('link', { name: 'New skill' }).first().click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await page.getByRole('textbox', { name: 'Description' }).fill('Read before a late fee is charged.');
    await publish(1, 'First words');
    await expect(page).toHaveURL(new RegExp(`/skills/${name}`));

    const editor = page.getByRole('textbox', { name: 'Content of SKILL.md' });
    await editor.focus();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('\nNever charge twice.');
    await expect(page.getByText('Not published')).toBeVisible();
    await page
      .getByRole('radio', { name: 'Diff' })
      .or(page.getByRole('button', { name: 'Diff' }))
      .click();
    await expect(page.getByRole('textbox', { name: 'Changes in SKILL.md: after' })).toBeVisible();
    await walk.look('skill-diff');
    await publish(2, 'Never twice');
    const versions = page.getByRole('region', { name: 'Versions' });
    await expect(versions.getByText('Never twice')).toBeVisible();
    await expect(versions.getByText('First words')).toBeVisible();
    const { files } = await walk.api<{ files: { path: string; content: string }[] }>(
      'GET',
      `/skills/${name}/versions/2`,
    );
    expect(files.find(({ path }) => path === 'SKILL.md')?.content).toContain('Never charge twice.');
  } finally {
    await walk.remove(`/skills/${name}`);
  }
});
