'use client';

import { Plus, Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Textarea } from '@/components/ui/textarea';

/** A list of short texts: each can be changed and removed, and one more can be added. */
export function TextList({
  texts,
  onChange,
  itemLabel,
  addLabel,
  readOnly,
}: {
  texts: readonly string[];
  onChange: (texts: string[]) => void;
  /** The accessible name of one text; its number follows. */
  itemLabel: string;
  addLabel: string;
  readOnly: boolean;
}) {
  return (
    <div className="flex flex-col gap-2">
      {texts.map((text, index) => (
        <div key={index} className="flex items-start gap-1">
          <Textarea
            aria-label={`${itemLabel} ${index + 1}`}
            rows={1}
            value={text}
            readOnly={readOnly}
            className="min-h-[34px]"
            onChange={(event) =>
              onChange(texts.map((other, position) => (position === index ? event.target.value : other)))
            }
          />
          {readOnly ? null : (
            <IconButton
              label={`Remove ${itemLabel.toLowerCase()} ${index + 1}`}
              onClick={() => onChange(texts.filter((_, position) => position !== index))}
            >
              <Trash2 aria-hidden />
            </IconButton>
          )}
        </div>
      ))}
      {readOnly ? null : (
        <Button size="sm" className="self-start" onClick={() => onChange([...texts, ''])}>
          <Plus aria-hidden /> {addLabel}
        </Button>
      )}
    </div>
  );
}
