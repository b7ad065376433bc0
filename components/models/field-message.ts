import type { z } from 'zod';

/** What is wrong with a field in words, where the schema itself has none. */
export const fieldMessage: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'number' || issue.expected === 'int'
        ? 'Enter a number.'
        : 'Enter something here.';
    case 'invalid_format':
      return issue.format === 'url' ? 'Enter an address that begins with http:// or https://.' : undefined;
    case 'too_small':
      return issue.origin === 'string' ? 'Enter something here.' : `Enter ${issue.minimum} or more.`;
    case 'too_big':
      return issue.origin === 'string' ? `At most ${issue.maximum} characters.` : undefined;
    default:
      return undefined;
  }
};
