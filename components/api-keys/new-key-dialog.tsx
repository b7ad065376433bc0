'use client';

import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { ApiKeyCreated } from '@/lib/contract/user';
import { exampleRequest } from './example-request';

/** The one time a key is shown. */
export function NewKeyDialog({ created, onClose }: { created: ApiKeyCreated; onClose: () => void }) {
  const { key, name, scopes } = created;
  const example = exampleRequest({ key, scopes, origin: window.location.origin });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`${name} is ready`}
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <div className="flex items-start gap-2">
          <Field
            label="New key"
            hint="Copy it now and keep it where secrets are kept: it is not shown again. Lost it? Revoke it and make another."
            className="min-w-0 grow"
          >
            <Input mono readOnly autoFocus value={key} onFocus={(event) => event.target.select()} />
          </Field>
          <CopyButton value={key} label="Copy key" className="mt-[26px] size-[30px]" />
        </div>
        {example === null ? null : (
          <div>
            <h2 className="mb-1.5 font-medium">Try it</h2>
            <CodeBlock wrap label="Example request" code={example} />
          </div>
        )}
      </div>
    </Dialog>
  );
}
