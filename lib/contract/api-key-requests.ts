import { z } from 'zod';
import { pageQuerySchema } from './pagination';

/** `owner=me` limits the list to the caller's own keys. */
export const apiKeyListQuerySchema = pageQuerySchema.extend({ owner: z.literal('me').optional() });
