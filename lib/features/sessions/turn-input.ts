import { agentManifestSchema, type AgentManifest } from '@/lib/contract/agent-manifest';
import {
  textLimitBytes,
  type TurnInputEcho,
  type TurnInputItem,
  type UserMessage,
} from '@/lib/contract/turn';
import type { UserMessageEcho } from '@/lib/contract/user-message-echo';
import { AppError } from '@/lib/platform/app-error';
import { findSessionManifest } from '@/lib/storage/sessions';
import type { CallDecisionInput } from '@/lib/storage/match-decisions';
import type { MessageFiles } from '@/lib/storage/message-files';
import type { FeatureContext } from '../feature-context';
import { createMessageFiles, type MessageFileReader } from './message-file';

export type ReadInput = {
  echo: TurnInputEcho[];
  /** Null for a turn that starts with a user message. */
  decisions: CallDecisionInput[] | null;
  title: string;
  /** Undefined without files. None of them is part of the session before the turn is accepted. */
  files: MessageFiles | undefined;
};

type MessageTarget = {
  sessionId: string;
  /** What the session will run, where that is not what it runs now. */
  manifest: AgentManifest | undefined;
};

/** Sorts a turn's input into a message or decisions. Mixed kinds are refused before anything is stored. */
export async function readTurnInput(
  context: FeatureContext,
  target: MessageTarget,
  items: readonly TurnInputItem[],
): Promise<ReadInput> {
  for (const item of items) requireTextWithinLimit(item);
  const messages = items.filter((item) => item.type === 'user.message');
  const answers = items.filter((item) => item.type !== 'user.message');
  if (items.length === 0) {
    const message =
      'The input is empty, and this session has nothing to resume. Send a user.message, or decide on the calls that wait.';
    throw new AppError('invalid_request', message, { param: 'input' });
  }
  if (messages.length > 0 && answers.length > 0) {
    const message =
      'A user.message cannot come together with decisions or results. Send the decisions first, then the message.';
    throw new AppError('invalid_request', message, { param: 'input' });
  }
  if (answers.length > 0)
    return { echo: answers, decisions: answers.map(toDecision), title: '', files: undefined };
  const taken = await takeMessages(context, target, messages);
  return { ...taken, decisions: null, title: titleOf(messages) };
}

function requireTextWithinLimit(item: TurnInputItem): void {
  if (item.type === 'user.tool_approval') return;
  const parts =
    typeof item.content === 'string'
      ? [item.content]
      : item.content.map((part) => (part.type === 'text' ? part.text : ''));
  const bytes = parts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (bytes <= textLimitBytes) return;
  const megabytes = (bytes / 1_000_000).toFixed(1);
  const message = `The text of a message may have ${textLimitBytes / 1_000_000} MB; this one has ${megabytes} MB. Send less, or only the part that matters.`;
  throw new AppError('too_large', message, { param: 'input' });
}

function toDecision(item: Exclude<TurnInputItem, UserMessage>): CallDecisionInput {
  const call = { toolCallId: item.tool_call_id, threadId: item.thread_id };
  if (item.type === 'user.tool_response')
    return { ...call, decision: { status: 'response', content: item.content } };
  return { ...call, decision: item.approval };
}

/** Messages as their turn shows them, and the files that are to be kept with it. */
async function takeMessages(
  context: FeatureContext,
  { sessionId, manifest: given }: MessageTarget,
  messages: readonly UserMessage[],
): Promise<Pick<ReadInput, 'echo' | 'files'>> {
  const hasFiles = messages.some(
    ({ content }) => typeof content !== 'string' && content.some((part) => part.type !== 'text'),
  );
  // What a file may be depends on the agent; a message without one does not ask.
  const manifest =
    hasFiles && (given ?? agentManifestSchema.parse(await findSessionManifest(context.scope, sessionId)));
  if (!manifest) return { echo: messages.map(textOnly), files: undefined };
  const files = createMessageFiles(context, { id: sessionId, manifest });
  try {
    const echo: TurnInputEcho[] = [];
    for (const message of messages) echo.push(await echoMessage(files, message));
    return { echo, files: files.taken() };
  } catch (error) {
    await files.discard();
    throw error;
  }
}

function textOnly({ type, content }: UserMessage): UserMessageEcho {
  if (typeof content === 'string') return { type, content };
  return { type, content: content.filter((part) => part.type === 'text') };
}

async function echoMessage(files: MessageFileReader, message: UserMessage): Promise<TurnInputEcho> {
  if (typeof message.content === 'string') return textOnly(message);
  const parts = [];
  for (const part of message.content) {
    if (part.type === 'text') parts.push(part);
    else parts.push({ type: part.type, file: await files.read(part.file) });
  }
  return { type: message.type, content: parts };
}

const titleLength = 80;

function titleOf(messages: readonly UserMessage[]): string {
  const content = messages[0]?.content ?? '';
  const text =
    typeof content === 'string' ? content : (content.find((part) => part.type === 'text')?.text ?? '');
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > titleLength ? `${line.slice(0, titleLength - 1)}…` : line;
}
