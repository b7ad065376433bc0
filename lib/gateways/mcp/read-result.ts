import type { CallToolResult, ContentBlock } from '@modelcontextprotocol/client';
import { assertNever } from '@/lib/platform/assert-never';
import { storableObject, storableText } from './storable';
import type { ToolCallResult } from './tool-server-port';

/** A server's result in our terms: one text for the model, the structured form beside it. */
export function readResult(result: CallToolResult): ToolCallResult {
  const structured = storableObject(result.structuredContent);
  const parts = (result.content ?? []).map(readBlock).filter((part) => part !== '');
  // Servers that follow the protocol repeat the structured form as text; the others get that done here.
  const content =
    parts.length > 0 || result.structuredContent === undefined
      ? parts.join('\n')
      : JSON.stringify(result.structuredContent);
  return { content: storableText(content), structured, isError: result.isError === true };
}

function readBlock(block: ContentBlock): string {
  switch (block.type) {
    case 'text':
      return block.text;
    case 'image':
    case 'audio':
      return `[${block.type}: ${block.mimeType}, ${sizeOf(block.data)}]`;
    case 'resource_link': {
      const about = block.description ? `: ${block.description}` : '';
      return `[resource link: ${block.title ?? block.name} <${block.uri}>${about}]`;
    }
    case 'resource':
      if ('text' in block.resource) return `[resource: ${block.resource.uri}]\n${block.resource.text}`;
      return `[resource: ${block.resource.uri}, ${block.resource.mimeType ?? 'unknown type'}, ${sizeOf(block.resource.blob)}]`;
    default:
      return assertNever(block);
  }
}

function sizeOf(base64: string): string {
  const bytes = Math.floor((base64.length * 3) / 4);
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
