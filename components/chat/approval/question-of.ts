import type { CallArguments } from '@/lib/client/turn-state/call-arguments';

/** The question and its options as the arguments of `ask_user_question` carry them, tolerantly read. */
export function questionOf(args: CallArguments | null): { question: string; options: string[] } {
  const question =
    typeof args?.question === 'string' && args.question.trim() !== ''
      ? args.question
      : 'The agent wants to know something.';
  const options = Array.isArray(args?.options)
    ? args.options.map(optionText).filter((option) => option !== '')
    : [];
  return { question, options };
}

function optionText(option: unknown): string {
  if (typeof option === 'string') return option;
  if (typeof option === 'number') return String(option);
  if (typeof option !== 'object' || option === null) return '';
  const text = 'label' in option ? option.label : 'value' in option ? option.value : '';
  return typeof text === 'string' ? text : '';
}
