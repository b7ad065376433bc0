'use client';

import { ArrowUp, CircleAlert, Paperclip, Square } from 'lucide-react';
import { useEffect, useRef, useState, type ClipboardEvent, type DragEvent, type KeyboardEvent } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { IconButton } from '@/components/ui/icon-button';
import { Notice } from '@/components/ui/notice';
import { Tooltip } from '@/components/ui/tooltip';
import type { UserMessage } from '@/lib/contract/turn';
import { AttachmentChip } from './attachment-chip';
import { messageContent } from './message-content';
import { useAttachments } from './use-attachments';

export type ComposerProps = {
  agentName: string;
  acceptsImages: boolean;
  isRunning: boolean;
  isStopping: boolean;
  /** Calls wait for a decision: stopping withdraws them. */
  isWaiting: boolean;
  /** Why nothing can be sent now; typing goes on. */
  blockedReason: string | null;
  onSend: (content: UserMessage['content']) => void;
  onStop: () => void;
};

/** Where a message is written. Enter sends, Shift+Enter breaks the line; while a turn runs, sending ends it first. */
export function Composer({
  agentName,
  acceptsImages,
  isRunning,
  isStopping,
  isWaiting,
  blockedReason,
  onSend,
  onStop,
}: ComposerProps) {
  const [words, setWords] = useState('');
  const [isDropTarget, setIsDropTarget] = useState(false);
  const attachments = useAttachments({ acceptsImages });
  const filePicker = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  // External system: a field that somebody typed into before this page's script had loaded.
  useEffect(() => {
    const early = field.current?.value ?? '';
    if (early !== '') setWords(early);
  }, []);
  const isEmpty = words.trim() === '' && attachments.items.length === 0;

  const send = (): void => {
    if (isEmpty || blockedReason !== null) return;
    onSend(messageContent(words.trim(), attachments.items));
    setWords('');
    attachments.clear();
  };
  const handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    // An empty composer leaves Ctrl/Cmd+Enter to a card that waits for it.
    if (isEmpty && (event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };
  const handlePaste = (event: ClipboardEvent): void => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    void attachments.add(event.clipboardData.files);
  };
  const handleDrop = (event: DragEvent): void => {
    event.preventDefault();
    setIsDropTarget(false);
    void attachments.add(event.dataTransfer.files);
  };

  return (
    <div className="flex flex-col gap-2">
      {attachments.refusals.map((refusal) => (
        <Notice key={refusal} tone="danger" role="alert" icon={<CircleAlert />}>
          {refusal}
        </Notice>
      ))}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setIsDropTarget(true);
        }}
        onDragLeave={() => setIsDropTarget(false)}
        onDrop={handleDrop}
        className={cn(
          'rounded-lg border border-line-strong bg-surface transition-colors duration-100 focus-within:border-faint',
          isDropTarget && 'border-accent bg-accent-soft',
        )}
      >
        {attachments.items.length > 0 ? (
          <ul aria-label="Attachments" className="flex flex-wrap gap-1.5 px-3 pt-3">
            {attachments.items.map((item) => (
              <li key={item.id} className="max-w-full">
                <AttachmentChip
                  name={item.name}
                  sizeBytes={item.sizeBytes}
                  kind={item.kind}
                  previewUrl={item.kind === 'image' ? item.dataUri : null}
                  onRemove={() => attachments.remove(item.id)}
                />
              </li>
            ))}
          </ul>
        ) : null}
        <textarea
          ref={field}
          aria-label="Message"
          rows={1}
          value={words}
          placeholder={placeholderOf({ agentName, isRunning, isWaiting })}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={handleKey}
          onPaste={handlePaste}
          className="field-sizing-content block max-h-[40vh] min-h-11 w-full resize-none bg-transparent px-3.5 pt-3 pb-1 text-base outline-none max-sm:text-[16px]"
        />
        <div className="flex items-center gap-1 px-2 pb-2">
          <input
            ref={filePicker}
            type="file"
            multiple
            hidden
            aria-label="Files to attach"
            onChange={(event) => {
              void attachments.add([...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
          <IconButton
            label={acceptsImages ? 'Attach pictures or text files' : 'Attach text files'}
            onClick={() => filePicker.current?.click()}
          >
            <Paperclip aria-hidden />
          </IconButton>
          <span className="grow" />
          {isRunning || isWaiting ? (
            <Button size="md" pending={isStopping} onClick={onStop}>
              <Square className="size-3! fill-current" aria-hidden />
              Stop
            </Button>
          ) : null}
          {isRunning ? (
            <Button
              variant="primary"
              onClick={send}
              disabledReason={blockedReason ?? (isEmpty ? 'Write a message first.' : null)}
            >
              Stop and send
            </Button>
          ) : (
            <SendButton reason={blockedReason ?? (isEmpty ? 'Write a message first.' : null)} onSend={send} />
          )}
        </div>
      </div>
    </div>
  );
}

function SendButton({ reason, onSend }: { reason: string | null; onSend: () => void }) {
  return (
    <Tooltip content={reason ?? 'Send'} side="top">
      <button
        type="button"
        aria-label="Send"
        aria-disabled={reason !== null || undefined}
        onClick={() => {
          if (reason === null) onSend();
        }}
        className="inline-flex size-[30px] items-center justify-center rounded-md bg-primary text-on-primary hover:opacity-88 aria-disabled:opacity-40"
      >
        <ArrowUp aria-hidden />
      </button>
    </Tooltip>
  );
}

function placeholderOf({
  agentName,
  isRunning,
  isWaiting,
}: {
  agentName: string;
  isRunning: boolean;
  isWaiting: boolean;
}): string {
  if (isRunning) return 'Write the next message…';
  return isWaiting ? 'Decide above, then go on here…' : `Message ${agentName}…`;
}
