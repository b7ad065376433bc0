import type { TurnInputEcho, TurnInputItem } from '@/lib/contract/turn';

/** What was just sent, in the shape the server shows it back; pictures keep their bytes for this page only. */
export function turnInputEcho(input: readonly TurnInputItem[]): TurnInputEcho[] {
  return input.map((item): TurnInputEcho => {
    if (item.type !== 'user.message') return item;
    if (typeof item.content === 'string') return { type: 'user.message', content: item.content };
    return {
      type: 'user.message',
      content: item.content.map((part) =>
        part.type === 'text'
          ? part
          : {
              type: 'file_upload',
              file: {
                filename: part.file.filename,
                media_type: mediaTypeOf(part.file.file_data),
                size_bytes: sizeOf(part.file.file_data),
                digest: '',
                url: part.file.file_data,
              },
            },
      ),
    };
  });
}

function mediaTypeOf(dataUri: string): string {
  return dataUri.slice('data:'.length, Math.max('data:'.length, dataUri.indexOf(';')));
}

function sizeOf(dataUri: string): number {
  const payload = dataUri.slice(dataUri.indexOf(',') + 1);
  const padding = payload.endsWith('==') ? 2 : payload.endsWith('=') ? 1 : 0;
  return Math.max(0, (payload.length / 4) * 3 - padding);
}
