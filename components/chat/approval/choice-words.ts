import type { Choice } from '@/lib/client/chat-runner/chat-snapshot';

/** What a person chose, in words that end a sentence. */
export function choiceWords(choice: Choice): string {
  if (choice.type === 'user.tool_response') return 'The answer is noted.';
  if (choice.approval.status === 'deny') return 'Denied.';
  return choice.approval.arguments ? 'Allowed once, with edited arguments.' : 'Allowed once.';
}
