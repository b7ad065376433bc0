import type { ContextMessage, UserPart } from '@/lib/gateways/model/model-message';
import type { RuntimePorts } from '../runtime-ports';

/** Puts the bytes of attached files into the messages of one call; the log and the snapshots keep only digests. */
export async function withAttachments(
  ports: Pick<RuntimePorts, 'attachment'>,
  organisationId: string,
  messages: readonly ContextMessage[],
): Promise<readonly ContextMessage[]> {
  const hasFiles = messages.some(
    (message) => message.role === 'user' && message.content.some((part) => part.type === 'file'),
  );
  if (!hasFiles) return messages;
  return Promise.all(
    messages.map(async (message) => {
      if (message.role !== 'user') return message;
      return {
        ...message,
        content: await Promise.all(message.content.map((part) => load(ports, organisationId, part))),
      };
    }),
  );
}

async function load(
  ports: Pick<RuntimePorts, 'attachment'>,
  organisationId: string,
  part: UserPart,
): Promise<UserPart> {
  if (part.type === 'text') return part;
  const data = await ports.attachment(organisationId, part.digest);
  return data
    ? { ...part, data }
    : { type: 'text', text: `[The file "${part.filename}" is no longer stored.]` };
}
