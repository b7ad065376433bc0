import type { Metadata } from 'next';
import { z } from 'zod';
import document from '@/docs/api/openapi.json';
import { ApiReference } from '@/components/docs/api-reference';

export const metadata: Metadata = { title: 'API' };

const searchSchema = z.object({ resource: z.string().catch('sessions').default('sessions') });

/** The API's reference, from the document that the API serves, one resource at a time. */
export default async function ApiReferencePage({ searchParams }: PageProps<'/docs/api'>) {
  const { resource } = searchSchema.parse(await searchParams);
  return <ApiReference document={document} resource={resource} />;
}
