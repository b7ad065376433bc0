import type { SessionFile } from '@/lib/contract/session-file';
import type { FilePart, TurnInputEcho, TurnInputItem } from '@/lib/contract/turn';

/** What was just sent, in the shape the server shows it back. */
export function turnInputEcho(
  input: readonly TurnInputItem[],
  uploads: ReadonlyMap<string, SessionFile> = new Map(),
): TurnInputEcho[] {
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
              file: 'file_data' in part.file ? fileOf(part.file) : uploadOf(part.file, uploads),
            },
      ),
    };
  });
}

type DataFile = Extract<FilePart['file'], { file_data: string }>;
type UploadedFile = Exclude<FilePart['file'], DataFile>;
type UserFile = { filename: string; media_type: string; size_bytes: number; digest: string; url: string };

function fileOf({ filename, file_data: data }: DataFile) {
  return { filename, media_type: mediaTypeOf(data), size_bytes: sizeOf(data), digest: '', url: data };
}

/** One that another page uploaded is known by its name until the turn is read back. */
function uploadOf(
  { filename, upload_id: id }: UploadedFile,
  uploads: ReadonlyMap<string, SessionFile>,
): UserFile {
  const file = uploads.get(id);
  return {
    filename: filename ?? file?.path ?? 'file',
    media_type: file?.media_type ?? 'application/octet-stream',
    size_bytes: file?.size_bytes ?? 0,
    digest: file?.digest ?? '',
    url: file?.url ?? '',
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
