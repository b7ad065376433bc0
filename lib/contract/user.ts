import { z } from 'zod';
import { permissions, roles } from './permissions';

export const roleSchema = z.enum(roles);
export const scopeSchema = z.enum(permissions);

export const passwordSchema = z.string().min(10, 'Use at least 10 characters.').max(200);

export const userCreateSchema = z.strictObject({
  email: z.email().max(254),
  name: z.string().min(1).max(100),
  role: roleSchema,
  password: passwordSchema,
});
export type UserCreate = z.infer<typeof userCreateSchema>;

export const userPatchSchema = z.strictObject({
  name: z.string().min(1).max(100).optional(),
  role: roleSchema.optional(),
  suspended: z.boolean().optional(),
  password: passwordSchema.optional(),
});
export type UserPatch = z.infer<typeof userPatchSchema>;

export const userSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: roleSchema,
  suspended: z.boolean(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.string(),
});
export type User = z.infer<typeof userSchema>;

export const passwordChangeSchema = z.strictObject({
  current_password: z.string().max(200),
  new_password: passwordSchema,
});
export type PasswordChange = z.infer<typeof passwordChangeSchema>;

export const apiKeyCreateSchema = z.strictObject({
  name: z.string().min(1).max(100),
  scopes: z.array(scopeSchema).min(1),
  expires_at: z.iso.datetime({ offset: true }).nullish(),
});
export type ApiKeyCreate = z.infer<typeof apiKeyCreateSchema>;

export const apiKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(scopeSchema),
  last4: z.string(),
  user_id: z.string(),
  user_name: z.string(),
  expires_at: z.string().nullable(),
  last_used_at: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.string(),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

/** The only answer that ever holds the key itself. */
export const apiKeyCreatedSchema = apiKeySchema.extend({ key: z.string() });
export type ApiKeyCreated = z.infer<typeof apiKeyCreatedSchema>;

/** Who the caller is and may do: what the console asks first. */
export const meSchema = z.object({
  user: userSchema,
  organisation: z.object({ id: z.string(), name: z.string() }),
  permissions: z.array(scopeSchema),
});
export type Me = z.infer<typeof meSchema>;

export const auditEntrySchema = z.object({
  id: z.string(),
  actor_id: z.string(),
  actor_name: z.string(),
  action: z.string(),
  target_type: z.string(),
  target_name: z.string(),
  detail: z.record(z.string(), z.unknown()),
  created_at: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
