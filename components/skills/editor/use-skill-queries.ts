'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import { withQuery } from '@/lib/contract/api-paths';
import { dataOf, listOf } from '@/lib/contract/pagination';
import {
  skillSchema,
  skillVersionDetailSchema,
  skillVersionSchema,
  type Skill,
  type SkillVersionDetail,
} from '@/lib/contract/skill';
import type { SavedSkill } from './saved-skill';

const versionsSchema = listOf(skillVersionSchema);

export async function fetchSkill(name: string, signal?: AbortSignal): Promise<Skill> {
  return (await api.get(apiPaths.skill(name), dataOf(skillSchema), { signal })).data;
}

export async function fetchSkillVersion(request: {
  name: string;
  version: number;
  signal?: AbortSignal;
}): Promise<SkillVersionDetail> {
  const { name, version, signal } = request;
  return (await api.get(apiPaths.skillVersion(name, version), dataOf(skillVersionDetailSchema), { signal }))
    .data;
}

/** The skill itself, kept current: who uses it, and who may change it. */
export function useSkill(saved: SavedSkill | null) {
  const name = saved?.skill.name ?? '';
  return useQuery({
    queryKey: ['skills', name, 'self'],
    queryFn: ({ signal }) => fetchSkill(name, signal),
    enabled: saved !== null,
    staleTime: 30_000,
    ...(saved ? { initialData: saved.skill } : {}),
  });
}

/** The published versions, newest first, page by page. */
export function useSkillVersionPages(saved: SavedSkill | null) {
  const name = saved?.skill.name ?? '';
  return useInfiniteQuery({
    queryKey: ['skills', name, 'versions', 'pages'],
    queryFn: ({ pageParam, signal }) =>
      api.get(withQuery(apiPaths.skillVersions(name), { page_token: pageParam }), versionsSchema, { signal }),
    initialPageParam: undefined as string | undefined, // Typed by its first value, which is no token.
    getNextPageParam: (page) => page.pagination.next_page_token,
    enabled: saved !== null,
    staleTime: 30_000,
    ...(saved ? { initialData: { pages: [saved.versions], pageParams: [undefined] } } : {}),
  });
}

/** One version with its files; asks nothing for null. Versions never change. */
export function useSkillVersion(name: string, version: number | null) {
  return useQuery({
    queryKey: ['skills', name, 'versions', version],
    queryFn: ({ signal }) => fetchSkillVersion({ name, version: version ?? 0, signal }),
    enabled: version !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
