'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/client/api-client';
import { ApiError } from '@/lib/client/api-error';
import { apiPaths } from '@/lib/client/paths';
import { dataOf } from '@/lib/contract/pagination';
import { skillSchema, type SkillFile, type SkillVersionDetail } from '@/lib/contract/skill';
import { fetchSkill, fetchSkillVersion } from './use-skill-queries';

export type PublishOutcome =
  | { kind: 'published'; version: SkillVersionDetail }
  /** Somebody else published meanwhile: their version. */
  | { kind: 'overtaken'; version: SkillVersionDetail };

type Publish = { name: string; files: readonly SkillFile[]; note: string; ifVersion: number };

/** Publishes the next version. A lost race is an outcome; every other refusal is thrown. */
export function usePublishSkill() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, files, note, ifVersion }: Publish): Promise<PublishOutcome> => {
      try {
        const body = { name, files, note, if_version: ifVersion };
        const { data } = await api.post(apiPaths.skills(), body, dataOf(skillSchema));
        return { kind: 'published', version: await fetchSkillVersion({ name, version: data.version }) };
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'version_conflict') throw error;
        if (ifVersion === 0) {
          const message = `There is a skill "${name}" already. Choose another name, or publish to that one from its page.`;
          throw new ApiError(error.status, {
            message,
            code: error.code,
            param: 'name',
            requestId: error.requestId,
          });
        }
        const { version } = await fetchSkill(name);
        return { kind: 'overtaken', version: await fetchSkillVersion({ name, version }) };
      }
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['skills'] }),
  });
}
