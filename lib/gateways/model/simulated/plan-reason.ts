import { callWith, say, type Plan } from './plan';
import { readReason, refundReasons } from './read-task';
import { lastCall, type Situation } from './situation';
import { offers } from './use-tool';

/** Sentence that closes a question asked in words, by which the next message is recognised as its answer. */
export const reasonPrompt = 'Answer with one of them, or in your own words.';

const askTool = 'ask_user_question';

/** The reason, or the question that has to be asked for it. */
export function planReason(
  situation: Situation,
  named: string | undefined,
  question: string,
): { type: 'reason'; reason: string } | { type: 'plan'; plan: Plan } {
  if (named !== undefined) return { type: 'reason', reason: named };
  const asked = lastCall(situation.done, askTool);
  if (asked?.result) {
    if (asked.result.isError)
      return { type: 'plan', plan: say(`Without a reason nothing was done. ${asked.result.content}`) };
    return { type: 'reason', reason: readReason(asked.result.content) ?? asked.result.content.trim() };
  }
  if (offers(situation, askTool))
    return { type: 'plan', plan: callWith('', askTool, { question, options: [...refundReasons] }) };
  return { type: 'plan', plan: say(`${question} ${refundReasons.join(', ')}? ${reasonPrompt}`) };
}
