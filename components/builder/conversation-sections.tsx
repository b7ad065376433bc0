'use client';

import { Disclosure } from '@/components/ui/disclosure';
import { useDraft } from './draft-context';
import { TextList } from './text-list';

/** Messages that stand at the start of every chat, and samples that people can pick. */
export function ConversationSections() {
  const { manifest, patch, readOnlyReason } = useDraft();
  const readOnly = readOnlyReason !== null;
  const messages = manifest.messages ?? [];
  const samples = manifest.samples ?? [];
  return (
    <>
      <Disclosure title="Sample inputs" summary={samples.length === 0 ? 'none' : String(samples.length)}>
        <p className="pb-2 text-xs text-muted">
          Offered above the empty chat, so that a newcomer knows what to ask.
        </p>
        <TextList
          texts={samples}
          itemLabel="Sample"
          addLabel="Add sample"
          readOnly={readOnly}
          onChange={(next) => patch({ samples: next.length === 0 ? undefined : next })}
        />
      </Disclosure>
      <Disclosure title="Seed messages" summary={messages.length === 0 ? 'none' : String(messages.length)}>
        <p className="pb-2 text-xs text-muted">
          User messages the model reads before the first one of the chat. Variables work here too.
        </p>
        <TextList
          texts={messages.map((message) => message.content)}
          itemLabel="Seed message"
          addLabel="Add seed message"
          readOnly={readOnly}
          onChange={(next) =>
            patch({
              messages:
                next.length === 0
                  ? undefined
                  : next.map((content, index) => {
                      // A message may carry keys we do not know; they stay while only its text changes.
                      const kept =
                        next.length === messages.length
                          ? messages[index]
                          : messages.find((message) => message.content === content);
                      return { ...kept, type: 'user.message', content };
                    }),
            })
          }
        />
      </Disclosure>
    </>
  );
}
