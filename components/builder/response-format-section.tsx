'use client';

import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { Switch } from '@/components/ui/switch';
import type { AgentManifest } from '@/lib/contract/agent-manifest';
import { useDraft } from './draft-context';
import { JsonField } from './json-field';

type Format = NonNullable<AgentManifest['response_format']>;
type FormatType = Format['type'];

const words: Record<FormatType, string> = {
  text: 'text',
  json_object: 'JSON object',
  json_schema: 'JSON schema',
};

/** The form of the final answer. */
export function ResponseFormatSection() {
  const { manifest, patch, errorAt, touch, readOnlyReason } = useDraft();
  const readOnly = readOnlyReason !== null;
  const format: Format = manifest.response_format ?? { type: 'text' };
  const choose = (type: FormatType): void => {
    if (readOnly || type === format.type) return;
    if (type === 'json_schema') {
      patch({
        response_format: {
          type,
          json_schema: { name: 'answer', schema: { type: 'object', properties: {} }, strict: true },
        },
      });
    } else {
      patch({ response_format: type === 'text' ? undefined : { type } });
    }
  };
  return (
    <Disclosure title="Answer format" summary={words[format.type]}>
      <div className="flex flex-col gap-4">
        <Segmented
          label="Answer format"
          value={format.type}
          onValueChange={choose}
          className="self-start"
          options={[
            { value: 'text', label: 'Text' },
            { value: 'json_object', label: 'JSON object' },
            { value: 'json_schema', label: 'JSON schema' },
          ]}
        />
        {format.type === 'json_schema' ? (
          <>
            <Field label="Schema name" error={errorAt('response_format.json_schema.name')}>
              <Input
                mono
                value={format.json_schema.name}
                readOnly={readOnly}
                onChange={(event) =>
                  patch({
                    response_format: {
                      ...format,
                      json_schema: { ...format.json_schema, name: event.target.value },
                    },
                  })
                }
                onBlur={() => touch('response_format.json_schema.name')}
              />
            </Field>
            <JsonField
              label="Schema"
              value={format.json_schema.schema ?? {}}
              readOnly={readOnly}
              onChange={(schema) =>
                patch({ response_format: { ...format, json_schema: { ...format.json_schema, schema } } })
              }
            />
            <Field label="Strict: the model may not leave the schema" inline>
              <Switch
                checked={format.json_schema.strict ?? false}
                disabled={readOnly}
                onCheckedChange={(strict) =>
                  patch({ response_format: { ...format, json_schema: { ...format.json_schema, strict } } })
                }
              />
            </Field>
          </>
        ) : null}
      </div>
    </Disclosure>
  );
}
