'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { notify } from './notify';
import { EditorSkeleton } from '@/components/editor/editor-skeleton';
import { Segmented } from '@/components/ui/segmented';
import { Tab, TabList, TabPanel, Tabs } from '@/components/ui/tabs';
import type { Agent, ContextEstimate } from '@/lib/contract/agent';
import { BuildForm, type Registry } from './build-form';
import { TokenMeter } from './token-meter';
import type { DraftState } from './use-draft-state';
import { UseItPanel } from './use-it-panel';
import { VersionsPanel } from './versions-panel';

// The editor and the YAML reader weigh more than the page; they come when somebody opens them.
const YamlPane = dynamic(() => import('./yaml-pane').then((module) => module.YamlPane), {
  ssr: false,
  loading: () => <EditorSkeleton />,
});

export const paneTabs = ['build', 'versions', 'use'] as const;
export type PaneTab = (typeof paneTabs)[number];

/** The left half of the workbench: the definition, its versions, and how code uses it. */
export function ConfigurationPane({
  agent,
  draft,
  registry,
  isNew,
  mayEditAgent,
  readOnly,
  tab,
  onTab,
  estimate,
  onSave,
  onAliases,
}: {
  agent: Agent | null;
  draft: DraftState;
  registry: Registry;
  isNew: boolean;
  mayEditAgent: boolean;
  readOnly: boolean;
  tab: PaneTab;
  onTab: (tab: PaneTab) => void;
  /** Null where this person may not have a draft counted. */
  estimate: UseQueryResult<ContextEstimate> | null;
  onSave: () => void;
  onAliases: (aliases: Record<string, number>) => void;
}) {
  const [view, setView] = useState<'form' | 'yaml'>('form');
  const shownTab = agent ? tab : 'build';
  const chooseView = (next: 'form' | 'yaml'): void => {
    if (next === 'form' && draft.brokenYaml) {
      notify.error('The YAML is not a valid definition yet', {
        description: 'Fix what the list below names, or go back to the last valid text.',
      });
      return;
    }
    setView(next);
  };
  return (
    <Tabs
      value={shownTab}
      onValueChange={(next) => {
        const known = paneTabs.find((candidate) => candidate === next);
        if (known) onTab(known);
      }}
      className="flex h-full min-h-0 flex-col bg-canvas"
    >
      <div className="relative shrink-0">
        <TabList label="Agent">
          <Tab value="build">Build</Tab>
          {agent ? (
            <>
              <Tab value="versions" count={agent.version}>
                Versions
              </Tab>
              <Tab value="use">Use it</Tab>
            </>
          ) : null}
        </TabList>
        {shownTab === 'build' ? (
          <Segmented
            label="Edit as"
            value={view}
            onValueChange={chooseView}
            className="absolute top-2 right-5 bg-surface max-[420px]:right-3"
            options={[
              { value: 'form', label: 'Form' },
              { value: 'yaml', label: 'YAML' },
            ]}
          />
        ) : null}
      </div>
      <TabPanel value="build" className="flex min-h-0 grow flex-col data-[state=inactive]:hidden">
        {view === 'yaml' ? (
          <div className="min-h-0 grow">
            <YamlPane
              key={draft.generation}
              manifest={draft.manifest}
              broken={draft.brokenYaml}
              readOnly={readOnly}
              onManifest={draft.replace}
              onBroken={draft.setBrokenYaml}
              onSave={onSave}
            />
          </div>
        ) : (
          <div className="min-h-0 grow overflow-y-auto">
            <BuildForm registry={registry} isNew={isNew} />
          </div>
        )}
        {estimate ? (
          <TokenMeter
            estimate={estimate.data ?? null}
            error={estimate.isError ? estimate.error.message : null}
            isStale={estimate.isPlaceholderData}
          />
        ) : null}
      </TabPanel>
      {agent ? (
        <>
          <TabPanel value="versions" className="min-h-0 grow overflow-y-auto">
            <VersionsPanel
              agent={agent}
              draft={draft.manifest}
              isDirty={draft.isDirty}
              mayEdit={mayEditAgent}
              onAliases={onAliases}
              onRestore={(version) => {
                draft.replace(version.manifest);
                onTab('build');
                notify.success(`Version ${version.version} is in the draft`, {
                  description: `Save it to make it version ${agent.version + 1}.`,
                });
              }}
            />
          </TabPanel>
          <TabPanel value="use" className="min-h-0 grow overflow-y-auto">
            <UseItPanel agent={agent} isDirty={draft.isDirty} />
          </TabPanel>
        </>
      ) : null}
    </Tabs>
  );
}
