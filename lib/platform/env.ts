import { z } from 'zod';

const listSchema = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

const envSchema = z.object({
  NODE_ENV: z.string().default('development'),
  DATABASE_URL: z.string().min(1),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  TACKROOM_URL: z.url({ protocol: /^https?$/ }).optional(),
  TACKROOM_SECRET: z.string().min(16),
  TACKROOM_SECRET_PREVIOUS: z.string().min(16).optional(),
  TACKROOM_DATA_DIR: z.string().default('.data'),
  TACKROOM_INIT_ADMIN_EMAIL: z.email().optional(),
  TACKROOM_INIT_ADMIN_PASSWORD: z.string().min(1).optional(),
  TACKROOM_INIT_USER_EMAIL: z.email().optional(),
  TACKROOM_INIT_USER_PASSWORD: z.string().min(1).optional(),
  TACKROOM_INIT_API_KEY: z
    .string()
    .regex(/^[A-Za-z0-9_-]{32,128}$/)
    .optional(),
  TACKROOM_DEMO: z.enum(['on', 'off']).default('on'),
  TACKROOM_LOG: z.enum(['pretty', 'json', 'off']).default('json'),
  TACKROOM_ALLOW_HOSTS: listSchema.optional(),
  TACKROOM_FILES_MAX_GB: z.coerce.number().positive().default(10),
});

/** Settings of the process, parsed once. Names and defaults: README, "Configuration". */
export type Env = {
  isProduction: boolean;
  databaseUrl: string;
  port: number;
  host: string;
  publicUrl: string | undefined;
  secret: string;
  previousSecret: string | undefined;
  dataDir: string;
  init: {
    adminEmail: string | undefined;
    adminPassword: string | undefined;
    userEmail: string | undefined;
    userPassword: string | undefined;
    apiKey: string | undefined;
  };
  demo: boolean;
  logFormat: 'pretty' | 'json' | 'off';
  /** Private hosts and CIDRs that registered models and servers may reach. Loopback while we serve on loopback. */
  allowHosts: readonly string[];
  /** What all files of one organisation may have together. */
  organisationFileBytesMax: number;
  /** Everything else, for provider keys that are offered on first start. */
  raw: Readonly<Record<string, string | undefined>>;
};

const loopbackHosts: readonly string[] = ['127.0.0.1', 'localhost', '::1'];

/** Parses the environment. Throws with the variable's name; the launcher has already said the same in one line. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const parsed = envSchema.safeParse(source);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not usable: ${names.join('; ')}.`);
  }
  const values = parsed.data;
  return {
    isProduction: values.NODE_ENV === 'production',
    databaseUrl: values.DATABASE_URL,
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.TACKROOM_URL,
    secret: values.TACKROOM_SECRET,
    previousSecret: values.TACKROOM_SECRET_PREVIOUS,
    dataDir: values.TACKROOM_DATA_DIR,
    init: {
      adminEmail: values.TACKROOM_INIT_ADMIN_EMAIL,
      adminPassword: values.TACKROOM_INIT_ADMIN_PASSWORD,
      userEmail: values.TACKROOM_INIT_USER_EMAIL,
      userPassword: values.TACKROOM_INIT_USER_PASSWORD,
      apiKey: values.TACKROOM_INIT_API_KEY,
    },
    demo: values.TACKROOM_DEMO === 'on',
    logFormat: values.TACKROOM_LOG,
    allowHosts:
      values.TACKROOM_ALLOW_HOSTS ?? (loopbackHosts.includes(values.HOST) ? ['127.0.0.0/8', '::1/128'] : []),
    organisationFileBytesMax: values.TACKROOM_FILES_MAX_GB * 1_000_000_000,
    raw: source,
  };
}
