'use client';

import { CircleAlert, Paperclip, Square } from 'lucide-react';
import {
  useEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { IconButton } from '@/components/ui/icon-button';
import { Notice } from '@/components/ui/notice';
import type { Upload, UploadOptions } from '@/lib/client/chat-runner/upload-file';
import type { UserMessage } from '@/lib/contract/turn';
import { AttachmentList } from './attachment-list';
import { messageContent } from './message-content';
import { SendButtons, type SendWays } from './send-buttons';
import { useAttachments } from './use-attachments';

export type ComposerProps = {
  agentName: string;
  acceptsImages: boolean;
  /** The session that the message will go to, once there is one. */
  sessionId: string | null;
  isRunning: boolean;
  isStopping: boolean;
  /** Calls wait for a decision: stopping withdraws them. */
  isWaiting: boolean;
  ways: SendWays;
  /** Why nothing can be sent now; typing goes on. */
  blockedReason: string | null;
  onSend: (content: UserMessage['content']) => void;
  onQueue: (content: UserMessage['content']) => void;
  onSteer: (content: UserMessage['content']) => void;
  onStop: () => void;
  /** Uploads a picture into that session. */
  onUpload: (file: File, options: UploadOptions) => Promise<Upload>;
};

/**
 * Where a message is written. Enter sends or queues, Ctrl or Cmd and Enter steers while a turn runs, Shift+Enter breaks
 * the line.
 */
export function Composer({
  agentName,
  acceptsImages,
  sessionId,
  isRunning,
  isStopping,
  isWaiting,
  ways,
  blockedReason,
  onSend,
  onQueue,
  onSteer,
  onStop,
  onUpload,
}: ComposerProps) {
  const [words, setWords] = useState('');
  const [isDropTarget, setIsDropTarget] = useState(false);
  const attachments = useAttachments({ acceptsImages, sessionId, upload: onUpload });
  const filePicker = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  // External system: a field that somebody typed into before this page's script had loaded.
  useEffect(() => {
    const early = field.current?.value ?? '';
    if (early !== '') setWords(early);
  }, []);
  const reason = blockedReason ?? attachments.blockedReason;
  const isEmpty = words.trim() === '' && attachments.items.length === 0;

  const sendBy = (way: (content: UserMessage['content']) => void) => (): void => {
    if (isEmpty || reason !== null) return;
    way(messageContent(words.trim(), attachments.items));
    setWords('');
    attachments.clear();
    // The pressed button may be gone with the next state; the next message is written here.
    field.current?.focus();
  };
  const sends = { send: sendBy(onSend), queue: sendBy(onQueue), steer: sendBy(onSteer) };
  const handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    // An empty composer leaves Ctrl/Cmd+Enter to a card that waits for it.
    if (isEmpty && (event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const isSteer = ways === 'queue_or_steer' && (event.ctrlKey || event.metaKey);
    if (isSteer) sends.steer();
    else if (ways === 'send') sends.send();
    else sends.queue();
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
        <Problem key={refusal}>{refusal}</Problem>
      ))}
      {attachments.items.map((item) =>
        item.kind === 'image' && item.upload.kind === 'failed' ? (
          <Problem key={item.id}>
            {item.name} was not uploaded: {item.upload.message}
          </Problem>
        ) : null,
      )}
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
        {attachments.items.length > 0 ? <AttachmentList attachments={attachments} /> : null}
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
          <SendButtons
            ways={ways}
            reason={reason ?? (isEmpty ? 'Write a message first.' : null)}
            sends={sends}
          />
        </div>
      </div>
    </div>
  );
}

function Problem({ children }: { children: ReactNode }) {
  return (
    <Notice tone="danger" role="alert" icon={<CircleAlert />}>
      {children}
    </Notice>
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
  return isWaiting ? 'Decide above; a message waits for that…' : `Message ${agentName}…`;
}
