import type { Capability } from './runnable-tool';

export const askUserQuestionName = 'ask_user_question';

/** Lets the agent ask instead of guessing. The turn ends with the question and goes on with the answer. */
export const askUserQuestion: Capability = {
  part: 'harness',
  instructions: undefined,
  tools: [
    {
      kind: 'client',
      isQuestion: true,
      definition: {
        name: askUserQuestionName,
        description:
          'Asks the user when something needed is missing or a choice is theirs. They pick an option or answer in their own words.',
        inputSchema: {
          type: 'object',
          properties: {
            question: { type: 'string' },
            options: { type: 'array', items: { type: 'string' }, maxItems: 8 },
          },
          required: ['question'],
        },
      },
    },
  ],
};
