import { access } from './access';
import { expect, test } from './walk';

test('the palette, the shortcut sheet and the letters work from the keyboard', async ({ walk }) => {
  const { page } = walk;
  await walk.enter(access.admin);
  await page.goto('/agents');
  const palette = page.getByRole('dialog', { name: 'Search or jump to…' });
  // The keys listen once the page's script has loaded.
  await expect(async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await expect(palette).toBeVisible({ timeout: 1000 });
  }).toPass();
  await walk.look('palette');
  await page.keyboard.type('trac');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/traces$/);
  await expect(palette).toBeHidden();

  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await page.keyboard.press('?');
  await expect(sheet).toBeVisible();
  await walk.look('shortcuts');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await expect(page).toHaveURL(/\/agents$/);
});

test('a page can be walked with the tab key, and focus is always seen', async ({ walk }) => {
  const { page } = walk;
  await walk.enter(access.admin);
  await page.goto('/agents');
  await expect(page.getByRole('link', { name: 'refund-assistant' })).toBeVisible();
  for (let step = 0; step < 25; step += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const after = getComputedStyle(element, '::after');
      const isSeen =
        (outlineStyle !== 'none' && outlineWidth !== '0px') ||
        boxShadow !== 'none' ||
        (after.outlineStyle !== 'none' && after.outlineWidth !== '0px');
      return { html: element.outerHTML.slice(0, 160), isSeen };
    });
    if (focused === null) break;
    expect.soft(focused.isSeen, `focus is seen on ${focused.html}`).toBe(true);
  }
});
