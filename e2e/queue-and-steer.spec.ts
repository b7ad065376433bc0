import { access } from './access';
import { chatOf } from './chat';
import { expect, test } from './walk';

test('messages written during a run are queued, taken out again, or join it', async ({ walk }) => {
  const { page } = walk;
  const chat = chatOf(page);
  const queue = page.getByRole('region', { name: 'Queued messages' });
  await walk.enter(access.admin);
  await page.goto('/playground?agent=refund-assistant');
  await chat.send('reply with 600 words');
  await expect(chat.answer('This is filler text from the simulated model.')).toBeVisible();

  await chat.message.fill('reply with 11 words');
  await page.getByRole('button', { name: 'Queue', exact: true }).click();
  await expect(queue.getByText('reply with 11 words')).toBeVisible();
  // By keyboard: Enter queues, Ctrl+Enter steers.
  await chat.message.fill('reply with 12 words');
  await chat.message.press('Enter');
  await expect(queue.getByRole('listitem')).toHaveCount(2);
  await chat.message.fill('reply with 13 words');
  await chat.message.press('Control+Enter');
  await expect(chat.area.getByText('Joins the run before its next step…')).toBeVisible();
  await walk.look('queue-and-steer', { isRunning: true });

  await page.getByRole('button', { name: 'Remove from the queue: reply with 11 words' }).click();
  await expect(queue.getByRole('listitem')).toHaveCount(1);
  await expect(chat.area.getByText('Joined the run')).toBeVisible({ timeout: 60_000 });
  await expect(queue).toBeHidden({ timeout: 60_000 });
  await expect(chat.stop).toBeHidden({ timeout: 60_000 });

  await page.reload();
  const rows = chat.area.getByRole('article', { name: 'You' });
  await expect(rows.filter({ hasText: 'reply with 13 words' }).getByText('Joined the run')).toBeVisible();
  await expect(rows.filter({ hasText: 'reply with 12 words' })).toBeVisible();
  await expect(chat.area.getByText('Taken out of the queue before it started.')).toBeVisible();
});
