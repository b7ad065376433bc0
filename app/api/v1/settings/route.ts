import { dataOf } from '@/lib/contract/pagination';
import { settingsPatchSchema, settingsSchema } from '@/lib/contract/settings';
import { readSettings, updateSettings } from '@/lib/features/settings';
import { ok } from '@/lib/http/answers';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute({
  permission: 'settings:read',
  summary: 'Reads the settings of the organisation',
  response: dataOf(settingsSchema),
  handler: async ({ context }) => ok(await readSettings(context)),
});

export const PATCH = defineRoute({
  permission: 'settings:write',
  summary: 'Changes settings of the organisation, such as the web origins that may call the API with a key',
  body: settingsPatchSchema,
  response: dataOf(settingsSchema),
  handler: async ({ context, body }) => ok(await updateSettings(context, body)),
});

export const { DELETE, OPTIONS, POST, PUT } = otherMethods({ GET, PATCH });
