'use client';

import { useRouter } from 'next/navigation';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { Chat } from '@/components/chat/chat';
import { useShell } from '@/components/layout/shell-context';
import { cn } from '@/components/ui/cn';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { ResizableGroup, ResizableHandle, ResizablePanel } from '@/components/ui/resizable';
import { paths } from '@/lib/client/paths';
import { useModels, useMcpServers, useSkills } from '@/lib/client/use-registry';
import type { Agent, AgentSummary } from '@/lib/contract/agent';
import type { AgentManifest } from '@/lib/contract/agent-manifest';
import type { McpServer } from '@/lib/contract/mcp-server';
import { roleMay } from '@/lib/contract/permissions';
import type { Model } from '@/lib/contract/provider';
import type { SessionDetail } from '@/lib/contract/session';
import type { Skill } from '@/lib/contract/skill';
import { AgentSwitcher } from './agent-switcher';
import { blankManifest, untitledName } from './blank-manifest';
import { ChatBar } from './chat-bar';
import { ChatNotice } from './chat-notice';
import { ConfigurationPane, paneTabs } from './configuration-pane';
import { ConflictDialog } from './conflict-dialog';
import { DraftContext, type DraftStore } from './draft-context';
import { draftStorage } from './draft-storage';
import { editRights } from './edit-rights';
import { SaveDialog } from './save-dialog';
import { useDebouncedEstimate } from './use-debounced-estimate';
import { useDraftState } from './use-draft-state';
import { useLeaveGuard } from './use-leave-guard';
import { usePlaygroundSession } from './use-playground-session';
import { useSaveAgent } from './use-save-agent';
import { WorkbenchHeader } from './workbench-header';

export type WorkbenchProps = {
  place: 'new' | 'agent' | 'playground';
  /** The saved agent, or null for one that does not exist yet. */
  agent: Agent | null;
  /** Where a new agent's draft starts: a copy of another. */
  start?: AgentManifest | undefined;
  /** All agents, for the switcher of the playground. */
  agents: readonly AgentSummary[];
  session: SessionDetail | null;
  models: readonly Model[];
  servers: readonly McpServer[] | undefined;
  skills: readonly Skill[] | undefined;
};

// A phone shows one half at a time. The panels carry their sizes as inline styles, which only `!important` outranks.
const phoneClass = {
  build: 'max-md:[&>#pane-build]:basis-full! max-md:[&>#pane-build]:grow! max-md:[&>#pane-chat]:hidden!',
  chat: 'max-md:[&>#pane-chat]:basis-full! max-md:[&>#pane-chat]:grow! max-md:[&>#pane-build]:hidden!',
} as const;

/** Configuration on one side, chat on the other, both on the same draft. */
export function Workbench(props: WorkbenchProps) {
  const router = useRouter();
  const { user } = useShell();
  const [agent, setAgent] = useState(props.agent);
  const [, setSessionInUrl] = useQueryState('session', { history: 'replace', shallow: true });
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(paneTabs).withDefault('build'));
  const [phoneView, setPhoneView] = useState<'build' | 'chat'>(
    props.place === 'playground' ? 'chat' : 'build',
  );
  const [asksToSave, setAsksToSave] = useState(false);

  const models = useModels(props.models).data ?? [];
  const mayReadServers = roleMay(user.role, 'mcp-servers:read');
  const mayReadSkills = roleMay(user.role, 'skills:read');
  const servers = useMcpServers({ enabled: mayReadServers, initial: props.servers }).data ?? [];
  const skills = useSkills({ enabled: mayReadSkills, initial: props.skills }).data ?? [];

  const blank = useMemo(() => blankManifest(props.models[0]?.name), [props.models]);
  const storageKey = agent ? `agent.${agent.name}` : 'new';
  const draft = useDraftState({
    saved: agent?.manifest ?? blank,
    // A chat on a draft brings its definition along, so that another tab shows what it runs.
    start: props.start ?? (props.session?.draft ? props.session.manifest : undefined),
    storageKey,
    version: agent?.version ?? null,
  });
  const { manifest } = draft;
  const rights = editRights(user, agent);
  const isRenamed = agent !== null && manifest.name !== agent.name;
  const savesNew = agent === null || isRenamed || !rights.mayEditAgent;
  const saveLabel =
    agent !== null && !savesNew
      ? `Save version ${agent.version + 1}`
      : agent && !isRenamed
        ? 'Save a copy'
        : 'Save agent';

  const trial = useMemo(
    () => (manifest.name === '' ? { ...manifest, name: untitledName } : manifest),
    [manifest],
  );
  const mayEstimate = rights.maySave && mayReadServers;
  const estimate = useDebouncedEstimate(
    trial,
    mayEstimate && draft.issues.every((issue) => issue.path[0] === 'name'),
  );
  const session = usePlaygroundSession({
    agent,
    manifest: trial,
    isDirty: draft.isDirty,
    initial: props.session,
    onSession: (id) => void setSessionInUrl(id),
  });
  const saving = useSaveAgent(draft.refuse);
  const guard = useLeaveGuard(draft.isDirty);

  const finishSave = (saved: Agent): void => {
    setAsksToSave(false);
    draftStorage.clear(storageKey);
    draft.markSaved(saved.manifest);
    setAgent(saved);
    if (saved.name === agent?.name) return;
    // The page stays as it is, chat included; only its address is the saved agent's from now on.
    const query = session.sessionId === null ? '' : `?session=${encodeURIComponent(session.sessionId)}`;
    window.history.replaceState(null, '', `${paths.agent(saved.name)}${query}`);
  };
  const saveWith = async (fields: { name: string; note: string; ifVersion?: number }): Promise<void> => {
    const isOwn = agent !== null && fields.name === agent.name && !savesNew;
    const saved = await saving.save({
      manifest: { ...manifest, name: fields.name },
      note: fields.note,
      ifVersion: fields.ifVersion ?? (isOwn ? agent.version : 0),
    });
    if (saved) finishSave(saved);
  };
  const isCopy = agent !== null && savesNew && !isRenamed;
  const requestSave = (withNote: boolean): void => {
    const blocking = draft.issues.filter((issue) => issue.path[0] !== 'name' || manifest.name !== '');
    if (draft.brokenYaml || blocking.length > 0) {
      draft.touchAll();
      setPhoneView('build');
      void setTab('build');
      return;
    }
    if (withNote || manifest.name === '' || isCopy) setAsksToSave(true);
    else void saveWith({ name: manifest.name, note: '' });
  };

  // Ctrl/Cmd+S saves from anywhere on the page.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.metaKey || event.ctrlKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      if (rights.maySave && draft.isDirty) requestSave(false);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });

  const model = models.find((candidate) => candidate.name === manifest.model.name);
  const samples = (manifest.samples ?? []).filter((sample) => sample.trim() !== '');
  const shownEstimate = useDeferredValue(estimate.data ?? null);
  const store = useMemo<DraftStore>(
    () => ({
      manifest,
      readOnlyReason: rights.readOnlyReason,
      isNameFixed: agent !== null,
      estimate: shownEstimate,
      showsPrices: mayEstimate,
      patch: draft.patch,
      errorAt: draft.errorAt,
      touch: draft.touch,
    }),
    [
      manifest,
      rights.readOnlyReason,
      agent,
      shownEstimate,
      mayEstimate,
      draft.patch,
      draft.errorAt,
      draft.touch,
    ],
  );
  const title = props.place === 'playground' ? 'Playground' : (agent?.name ?? 'New agent');
  const crumbs = [
    { label: 'Agents', href: paths.agents() },
    ...(props.place === 'playground' && agent ? [{ label: agent.name, href: paths.agent(agent.name) }] : []),
  ];

  return (
    <DraftContext.Provider value={store}>
      <WorkbenchHeader
        title={title}
        crumbs={crumbs}
        version={agent?.version ?? null}
        isDirty={draft.isDirty && rights.readOnlyReason === null}
        saveLabel={saveLabel}
        saveReason={draft.isDirty || isCopy ? null : 'Nothing has changed since the last save.'}
        isSaving={saving.isSaving}
        maySave={rights.maySave}
        phoneView={phoneView}
        onPhoneView={setPhoneView}
        onSave={() => requestSave(false)}
        onSaveWithNote={() => requestSave(true)}
        onDiscard={draft.discard}
      />
      <ResizableGroup orientation="horizontal" className={cn('min-h-0 grow', phoneClass[phoneView])}>
        <ResizablePanel id="pane-build" defaultSize="40%" minSize={320} maxSize="65%">
          <ConfigurationPane
            agent={agent}
            draft={draft}
            registry={{ models, servers, skills, mayReadServers, mayReadSkills }}
            isNew={agent === null}
            mayEditAgent={rights.mayEditAgent}
            readOnly={rights.readOnlyReason !== null}
            tab={tab}
            onTab={(next) => void setTab(next)}
            estimate={mayEstimate ? estimate : null}
            onSave={() => requestSave(false)}
            onAliases={(aliases) => setAgent((current) => current && { ...current, aliases })}
          />
        </ResizablePanel>
        <ResizableHandle label="Resize the configuration" className="max-md:hidden" />
        <ResizablePanel id="pane-chat" minSize={360}>
          <section aria-label="Chat" className="flex h-full min-h-0 flex-col">
            <ChatBar
              agentName={agent?.name ?? null}
              sessionId={session.sessionId}
              mayRun={rights.mayRun}
              switcher={
                props.place === 'playground' ? (
                  <AgentSwitcher agents={props.agents} current={agent?.name ?? null} />
                ) : null
              }
              onStartNew={session.startNew}
              onOpen={session.open}
            />
            <ChatNotice
              pinnedVersion={session.pinnedVersion}
              latestVersion={agent?.version ?? null}
              isDirty={draft.isDirty}
              onStartNew={session.startNew}
            />
            <div className="min-h-0 grow">
              <Chat
                ensureSession={session.ensureSession}
                sessionId={session.sessionId ?? undefined}
                canRun={
                  rights.mayRun
                    ? { allowed: true }
                    : { allowed: false, reason: 'Auditors read and run nothing.' }
                }
                samples={samples}
                agentName={manifest.name === '' ? 'your new agent' : manifest.name}
                modelSimulated={model?.simulated ?? false}
                acceptsImages={model?.modalities.includes('image') ?? false}
                contextWindow={model?.context_window ?? null}
                viewerId={user.id}
                hasUnsavedDraft={draft.isDirty}
              />
            </div>
          </section>
        </ResizablePanel>
      </ResizableGroup>

      {asksToSave ? (
        <SaveDialog
          label={saveLabel}
          name={isCopy ? `${manifest.name}-copy` : manifest.name}
          isNameFixed={agent !== null && !savesNew}
          isSaving={saving.isSaving}
          onSave={(fields) => void saveWith(fields)}
          onClose={() => setAsksToSave(false)}
        />
      ) : null}
      {saving.conflict ? (
        <ConflictDialog
          conflict={saving.conflict}
          isNew={savesNew}
          isSaving={saving.isSaving}
          onClose={saving.dropConflict}
          onSaveAnyway={() => {
            const { theirs, note } = saving.conflict ?? {};
            if (theirs) void saveWith({ name: theirs.name, note: note ?? '', ifVersion: theirs.version });
          }}
          onTakeTheirs={() => {
            const theirs = saving.conflict?.theirs;
            saving.dropConflict();
            if (!theirs) return;
            if (savesNew) router.push(paths.agent(theirs.name));
            else finishSave(theirs);
          }}
        />
      ) : null}
      <ConfirmDialog
        open={guard.wanted !== null}
        onOpenChange={guard.stay}
        title="Leave with unsaved changes?"
        confirmLabel="Leave"
        onConfirm={() => {
          const { wanted } = guard;
          guard.stay();
          if (wanted !== null) router.push(wanted);
        }}
      >
        The changes are not saved as a version. This tab keeps them until you come back to this page.
      </ConfirmDialog>
    </DraftContext.Provider>
  );
}
