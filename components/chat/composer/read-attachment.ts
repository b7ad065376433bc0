import { formatBytes } from '@/lib/client/format';

export type Attachment =
  | { id: string; name: string; sizeBytes: number; kind: 'image'; dataUri: string }
  | { id: string; name: string; sizeBytes: number; kind: 'text'; text: string };

export type ReadAttachment = { attachment: Attachment } | { refusal: string };

/** What one message may carry as JSON; pictures grow by a third on the way. */
export const messageBytesMax = 25_000_000;
const textBytesMax = 1_000_000;
const imageTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** Reads a file for sending, or says why it cannot be sent. */
export async function readAttachment(
  file: File,
  { acceptsImages }: { acceptsImages: boolean },
): Promise<ReadAttachment> {
  const id = crypto.randomUUID();
  const { name, size: sizeBytes } = file;
  if (imageTypes.includes(file.type)) {
    if (!acceptsImages)
      return {
        refusal: `${name} was not attached: the agent's model does not read pictures. Choose a model that does.`,
      };
    if (sizeBytes * 1.34 > messageBytesMax) return tooLarge(name, sizeBytes);
    return { attachment: { id, name, sizeBytes, kind: 'image', dataUri: await dataUriOf(file) } };
  }
  if (file.type === 'application/pdf' || name.toLowerCase().endsWith('.pdf')) {
    return {
      refusal: `${name} was not attached: ${reads(acceptsImages)} Copy the text out of the PDF and attach it as a text file.`,
    };
  }
  if (sizeBytes > textBytesMax) {
    return {
      refusal: `${name} was not attached: ${formatBytes(sizeBytes)} is above the ${formatBytes(textBytesMax)} that a text file may have.`,
    };
  }
  const text = await textOf(file);
  if (text === null) return { refusal: `${name} was not attached: ${reads(acceptsImages)}` };
  return { attachment: { id, name, sizeBytes, kind: 'text', text } };
}

/** Bytes that the attachments add to the message's JSON. */
export function attachmentBytes(attachments: readonly Attachment[]): number {
  return attachments.reduce(
    (sum, item) => sum + (item.kind === 'image' ? item.dataUri.length : item.text.length * 1.1),
    0,
  );
}

export function tooLargeTogether(): string {
  return `Together the attachments are above the ${formatBytes(messageBytesMax)} that one message can carry. Remove some or send them one by one.`;
}

function tooLarge(name: string, sizeBytes: number): ReadAttachment {
  return {
    refusal: `${name} was not attached: with ${formatBytes(sizeBytes)} it is above the ${formatBytes(messageBytesMax)} that one message can carry.`,
  };
}

function reads(acceptsImages: boolean): string {
  return acceptsImages
    ? 'this agent reads pictures (PNG, JPEG, GIF, WebP) and text files.'
    : 'this agent reads text files.';
}

/** Null for bytes that are no text. */
async function textOf(file: File): Promise<string | null> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return text.includes('\u0000') ? null : text;
  } catch {
    return null;
  }
}

function dataUriOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error(`${file.name} could not be read. Try attaching it again.`));
    reader.readAsDataURL(file);
  });
}
