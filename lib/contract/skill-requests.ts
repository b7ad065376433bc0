import { z } from 'zod';
import { pageQuerySchema } from './pagination';

export const skillListQuerySchema = pageQuerySchema.extend({
  /** Part of a name or description. */
  search: z.string().max(200).optional(),
});
