import { access } from './access';
import { chatOf } from './chat';
import { expect, test, type Walk } from './walk';

type Turn = { id: string; status: string; output: { type: string; content?: string }[] };

/** The newest turn of the session that the page shows. */
async function lastTurn({ page, api }: Walk): Promise<Turn> {
  const session = new URL(page.url()).searchParams.get('session');
  const turns = await api<Turn[]>('GET', `/sessions/${session}/turns`);
  const turn = turns.at(-1);
  if (!turn) throw new Error(`The session ${session} has no turn.`);
  return turn;
}

function said(turn: Turn): string {
  return turn.output.map(({ content }) => content ?? '').join('');
}

test('Stop ends a run at once and keeps what was said', async ({ walk }) => {
  const { page } = walk;
  const chat = chatOf(page);
  await walk.enter(access.admin);
  await page.goto('/playground?agent=refund-assistant');
  await chat.send('reply with 2000 words');
  const answer = chat.answer('This is filler text from the simulated model.');
  await expect(answer).toBeVisible();
  await chat.stop.click();
  await expect(chat.area.getByText('Stopped. What was said is kept; send a message to go on.')).toBeVisible();
  await expect(chat.stop).toBeHidden();
  await page.reload();
  await expect(answer).toBeVisible();
  const turn = await lastTurn(walk);
  expect(turn.status).toBe('cancelled');
  expect(said(turn).split(' ').length).toBeLessThan(2000);
});

test('a reload in the middle of an answer goes on to its end without saying anything twice', async ({
  walk,
}) => {
  const { page } = walk;
  const chat = chatOf(page);
  await walk.enter(access.admin);
  await page.goto('/playground?agent=refund-assistant');
  await chat.send('reply with 800 words');
  const answer = chat.answer('This is filler text');
  await expect(answer).toBeVisible();
  await expect(page).toHaveURL(/session=ses_/);
  await page.reload();
  await expect(chat.stop).toBeVisible();
  await expect(chat.stop).toBeHidden({ timeout: 90_000 });
  const turn = await lastTurn(walk);
  expect(turn.status).toBe('done');
  expect(said(turn).split(' ').length).toBe(800);
  await expect(answer.getByRole('paragraph').first()).toHaveText(said(turn));
});
