'use client';

import { createContext, useContext } from 'react';
import type { Choice } from '@/lib/client/chat-runner/chat-snapshot';

/** What the parts of a conversation may do and need to know beyond their own item. */
export type ChatContextValue = {
  agentName: string;
  modelSimulated: boolean;
  /** Id of the person at this page, to say "you" in old decisions. */
  viewerId: string | null;
  /** The page around holds changes that are not saved: what leads away opens beside it. */
  hasUnsavedDraft: boolean;
  choices: Readonly<Record<string, Choice>>;
  pendingCount: number;
  /** The only waiting call, when there is just one: keys work for it without a click. */
  soleCallId: string | null;
  canDecide: boolean;
  /** Why deciding is not possible now, as a sentence. */
  decideReason: string | null;
  choose: (choice: Choice) => void;
  takeBack: (callId: string) => void;
  retry: (turnKey: string) => void;
  dismiss: (turnKey: string) => void;
};

export const ChatContext = createContext<ChatContextValue | null>(null);

export function useChatContext(): ChatContextValue {
  const value = useContext(ChatContext);
  if (!value) throw new Error('A part of the chat is rendered outside <Chat>.');
  return value;
}
