'use client';

import { useEffect, useReducer, useRef, useState } from 'react';
import { failureSentence } from '@/lib/client/chat-runner/failure-sentence';
import { removeUpload, type Upload, type UploadOptions } from '@/lib/client/chat-runner/upload-file';
import { localId } from '@/lib/client/local-id';
import { textLimitBytes } from '@/lib/contract/turn';
import { attachmentsReason, reduceAttachments, strayUploads } from './reduce-attachments';
import { attachedTextBytes, readAttachment, tooLargeTogether, type Attachment } from './read-attachment';

export type Attachments = {
  items: readonly Attachment[];
  /** Why the last files were not taken. */
  refusals: readonly string[];
  /** Why a message with these files cannot leave yet, or null. */
  blockedReason: string | null;
  add: (files: Iterable<File>) => Promise<void>;
  retry: (item: Picture) => void;
  remove: (item: Attachment) => void;
  /** The message has left and took the files along. */
  clear: () => void;
};

type Picture = Extract<Attachment, { kind: 'image' }>;

/** The files that go with the next message. Pictures are uploaded as soon as they are picked. */
export function useAttachments({
  acceptsImages,
  sessionId,
  upload,
}: {
  acceptsImages: boolean;
  /** The session the message will go to; null until its first message or upload makes it. */
  sessionId: string | null;
  upload: (file: File, options: UploadOptions) => Promise<Upload>;
}): Attachments {
  const [items, dispatch] = useReducer(reduceAttachments, []);
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const running = useRef(new Map<string, AbortController>());
  /** A try after a failure keeps its key; one after an upload was given up must not be answered with that. */
  const onceKeys = useRef(new Map<string, string>());

  const send = async ({ id, file }: Picture): Promise<void> => {
    const life = new AbortController();
    running.current.set(id, life);
    const tell = (state: Picture['upload']): void => {
      if (!life.signal.aborted) dispatch({ type: 'upload', id, upload: state });
    };
    tell({ kind: 'sending', fraction: 0 });
    const onProgress = (fraction: number): void => tell({ kind: 'sending', fraction });
    try {
      // The page around learns of another session in this same render, after the parts in it.
      await Promise.resolve();
      const onceKey = onceKeys.current.get(id) ?? id;
      const at = await upload(file, { signal: life.signal, onceKey, onProgress });
      // Taken out while it was on its last bytes.
      if (life.signal.aborted) removeUpload(at);
      tell({ kind: 'done', at });
    } catch (cause) {
      tell({ kind: 'failed', message: failureSentence(cause).message });
    }
  };

  // External system: uploads belong to one session, and the page may have opened another since.
  useEffect(() => {
    for (const { item, at } of strayUploads(items, sessionId)) {
      removeUpload(at);
      onceKeys.current.set(item.id, localId('file'));
      void send(item);
    }
  });

  return {
    items,
    refusals,
    blockedReason: attachmentsReason(items),
    add: async (files) => {
      const results = await Promise.all(
        [...files].map((file) => readAttachment(file, { acceptsImages }).catch(refusalOf)),
      );
      const taken = results.flatMap((result) => ('attachment' in result ? [result.attachment] : []));
      const refused = results.flatMap((result) => ('refusal' in result ? [result.refusal] : []));
      const isTooLarge = attachedTextBytes([...items, ...taken]) > textLimitBytes;
      setRefusals(isTooLarge ? [...refused, tooLargeTogether()] : refused);
      if (isTooLarge) return;
      dispatch({ type: 'added', items: taken });
      for (const item of taken) if (item.kind === 'image') void send(item);
    },
    retry: (item) => void send(item),
    remove: (item) => {
      running.current.get(item.id)?.abort();
      if (item.kind === 'image' && item.upload.kind === 'done') removeUpload(item.upload.at);
      forgetPreview(item);
      dispatch({ type: 'removed', id: item.id });
      setRefusals([]);
    },
    clear: () => {
      running.current.clear();
      items.forEach(forgetPreview);
      dispatch({ type: 'sent' });
      setRefusals([]);
    },
  };
}

function forgetPreview(item: Attachment): void {
  if (item.kind === 'image') URL.revokeObjectURL(item.previewUrl);
}

function refusalOf(cause: unknown): { refusal: string } {
  return {
    refusal: cause instanceof Error ? cause.message : 'The file could not be read. Try attaching it again.',
  };
}
