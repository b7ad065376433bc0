import type { Locator, Page } from '@playwright/test';

export type ChatPart = {
  message: Locator;
  /** Where the conversation is shown. */
  area: Locator;
  stop: Locator;
  send(text: string): Promise<void>;
  /** What the agent said with these words in it. */
  answer(words: string | RegExp): Locator;
  approval(tool: string): Locator;
  /** The card with a question whose words contain these. */
  question(words: string): Locator;
};

/** The chat of the playground and the agent pages, by the names people and screen readers know. */
export function chatOf(page: Page): ChatPart {
  const area = page.getByRole('region', { name: 'Chat', exact: true });
  const message = page.getByRole('textbox', { name: 'Message' });
  return {
    message,
    area,
    stop: page.getByRole('button', { name: 'Stop', exact: true }),
    send: async (text) => {
      await message.fill(text);
      await page.getByRole('button', { name: 'Send', exact: true }).click();
    },
    answer: (words) => area.getByRole('article').filter({ hasText: words }),
    approval: (tool) => page.getByRole('region', { name: `Approval: ${tool}` }),
    question: (words) => page.getByRole('group', { name: words }),
  };
}
