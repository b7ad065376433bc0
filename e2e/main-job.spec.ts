import { access } from './access';
import { chatOf } from './chat';
import { expect, test } from './walk';

/** A refund is for good, so each colour scheme has an invoice of its own. */
const refunds = {
  light: { invoice: 'INV-2031', amount: '€480.00' },
  dark: { invoice: 'INV-2291', amount: '€840.00' },
} as const;

test('a newcomer refunds an invoice, decides on the paused call and reads the trace', async ({
  walk,
}, info) => {
  const { page } = walk;
  const chat = chatOf(page);
  const { invoice, amount } = refunds[info.project.name === 'dark' ? 'dark' : 'light'];
  await walk.signIn(access.admin);
  await expect(page.getByRole('link', { name: 'refund-assistant' })).toBeVisible();

  await page.getByRole('link', { name: 'Playground' }).click();
  await expect(page.getByRole('button', { name: 'Refund invoice INV-2031 for tenant acme' })).toBeVisible();
  await chat.send(`Refund invoice ${invoice} for tenant acme`);

  const question = chat.question(`Which reason applies to the refund of ${invoice}?`);
  await expect(question).toBeVisible();
  await expect(question.getByRole('textbox', { name: 'Or in your own words' })).toBeVisible();
  await walk.look('job-question');
  await question.getByRole('radio', { name: 'Duplicate charge' }).check();
  await question.getByRole('button', { name: 'Send answer' }).click();

  const approval = chat.approval('payments.issue_refund');
  await expect(approval).toBeVisible();
  await page.reload();
  await expect(approval.getByText('Acme GmbH').first()).toBeVisible();
  await expect(approval.getByText(amount).first()).toBeVisible();
  await expect(approval.getByText(/Gated by Tool policies/)).toBeVisible();
  await walk.look('job-approval');
  await approval.getByRole('button', { name: /Allow once/ }).click();
  await expect(chat.answer(/was refunded to Acme GmbH/)).toBeVisible();
  await expect(page.getByText('Allowed once by you')).toBeVisible();
  await expect(chat.stop).toBeHidden();
  await walk.look('job-done');

  await page.getByRole('link', { name: 'Open trace' }).click();
  await expect(page).toHaveURL(/\/traces\/run_/);
  const steps = page.getByRole('listbox', { name: 'Steps' });
  for (const step of ['billing.find_invoice', 'payments.issue_refund', 'refund-policy']) {
    await expect(steps.getByText(step).first(), `the step ${step}`).toBeVisible();
  }
  for (const chart of ['Cost by step', 'Tokens by model call', 'Latency by step']) {
    await expect(page.getByRole('heading', { name: chart }), `the chart ${chart}`).toBeVisible();
  }
  await walk.look('job-trace');
});
