'use client';

import { Lock } from 'lucide-react';
import { Notice } from '@/components/ui/notice';
import type { McpServer } from '@/lib/contract/mcp-server';
import type { Model } from '@/lib/contract/provider';
import type { Skill } from '@/lib/contract/skill';
import { ClientToolsSection } from './client-tools-section';
import { ConversationSections } from './conversation-sections';
import { useDraft } from './draft-context';
import { IdentityFields } from './identity-fields';
import { InstructionsField } from './instructions-field';
import { LimitsSection } from './limits-section';
import { ModelField } from './model-field';
import { ModelParams } from './model-params';
import { ResponseFormatSection } from './response-format-section';
import { ServersSection } from './servers-section';
import { SkillsSection } from './skills-section';
import { VariablesTable } from './variables-table';
import { Disclosure } from '@/components/ui/disclosure';

export type Registry = {
  models: readonly Model[];
  servers: readonly McpServer[];
  skills: readonly Skill[];
  mayReadServers: boolean;
  mayReadSkills: boolean;
};

/** Every option of a definition as a form. */
export function BuildForm({ registry, isNew }: { registry: Registry; isNew: boolean }) {
  const { manifest, readOnlyReason } = useDraft();
  const about = [manifest.description, ...manifest.tags].filter((text) => text !== '').join(' · ');
  return (
    <form
      aria-label="Agent definition"
      onSubmit={(event) => event.preventDefault()}
      className="flex flex-col gap-5 px-5 pt-4 pb-8"
    >
      {readOnlyReason ? (
        <Notice icon={<Lock aria-hidden />} title="You are reading, not editing">
          {readOnlyReason}
        </Notice>
      ) : null}
      {isNew ? <IdentityFields /> : null}
      <ModelField models={registry.models} />
      <div className="flex flex-col gap-2">
        <InstructionsField />
        <VariablesTable />
      </div>
      <ServersSection servers={registry.servers} mayRead={registry.mayReadServers} />
      <SkillsSection skills={registry.skills} mayRead={registry.mayReadSkills} />
      <div className="border-b border-line">
        {isNew ? null : (
          <Disclosure title="Name and description" summary={about === '' ? manifest.name : about}>
            <IdentityFields />
          </Disclosure>
        )}
        <ModelParams />
        <LimitsSection />
        <ResponseFormatSection />
        <ConversationSections />
        <ClientToolsSection />
      </div>
    </form>
  );
}
