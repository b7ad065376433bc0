import type { FilePart, TurnInputEcho, TurnInputItem } from '@/lib/contract/turn';

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
              file: 'file_data' in part.file ? fileOf(part.file) : uploadOf(part.file),
            },
      ),
    };
  });
}

type DataFile = Extract<FilePart['file'], { file_data: string }>;
type UploadedFile = Exclude<FilePart['file'], DataFile>;

function fileOf({ filename, file_data: data }: DataFile) {
  return { filename, media_type: mediaTypeOf(data), size_bytes: sizeOf(data), digest: '', url: data };
}

/** An upload's bytes are at the server; the page knows its name until the turn is read back. */
function uploadOf({ filename }: UploadedFile) {
  return {
    filename: filename ?? 'file',
    media_type: 'application/octet-stream',
    size_bytes: 0,
    digest: '',
    url: '',
  };
}

function mediaTypeOf(dataUri: string): string {
  return dataUri.slice('data:'.length, Math.max('data:'.length, dataUri.indexOf(';')));
}

function sizeOf(dataUri: string): number {
  const payload = dataUri.slice(dataUri.indexOf(',') + 1);
  const padding = payload.endsWith('==') ? 2 : payload.endsWith('=') ? 1 : 0;
  return Math.max(0, (payload.length / 4) * 3 - padding);
}
