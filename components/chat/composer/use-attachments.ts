'use client';

import { useState } from 'react';
import {
  attachmentBytes,
  messageBytesMax,
  readAttachment,
  tooLargeTogether,
  type Attachment,
} from './read-attachment';

export type Attachments = {
  items: readonly Attachment[];
  /** Why the last files were not taken. */
  refusals: readonly string[];
  add: (files: Iterable<File>) => Promise<void>;
  remove: (id: string) => void;
  clear: () => void;
};

/** The files that go with the next message. */
export function useAttachments({ acceptsImages }: { acceptsImages: boolean }): Attachments {
  const [items, setItems] = useState<readonly Attachment[]>([]);
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const add = async (files: Iterable<File>): Promise<void> => {
    const results = await Promise.all(
      [...files].map((file) => readAttachment(file, { acceptsImages }).catch(refusalOf)),
    );
    const taken = results.flatMap((result) => ('attachment' in result ? [result.attachment] : []));
    const refused = results.flatMap((result) => ('refusal' in result ? [result.refusal] : []));
    const isTooLarge = attachmentBytes([...items, ...taken]) > messageBytesMax;
    setRefusals(isTooLarge ? [...refused, tooLargeTogether()] : refused);
    if (!isTooLarge) setItems((current) => [...current, ...taken]);
  };
  return {
    items,
    refusals,
    add,
    remove: (id) => {
      setItems((current) => current.filter((item) => item.id !== id));
      setRefusals([]);
    },
    clear: () => {
      setItems([]);
      setRefusals([]);
    },
  };
}

function refusalOf(cause: unknown): { refusal: string } {
  return {
    refusal: cause instanceof Error ? cause.message : 'The file could not be read. Try attaching it again.',
  };
}
