import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './paths.mjs';
import { misconfigured } from './stop-error.mjs';
import { variables } from './settings-schema.mjs';

const flags = {
  port: { type: 'string' },
  host: { type: 'string' },
  'data-dir': { type: 'string' },
  'no-demo': { type: 'boolean' },
  open: { type: 'boolean' },
  dev: { type: 'boolean' },
};
const flagVariables = { port: 'PORT', host: 'HOST', 'data-dir': 'TACKROOM_DATA_DIR' };
const loopback = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/**
 * What was asked for, from flags first and then the environment. Throws a one-line StopError that names the variable or
 * flag, what was found (secrets masked) and what is wanted. An empty variable counts as unset.
 */
export function readSettings(argv, environment) {
  const values = parseFlags(argv);
  const env = Object.fromEntries(
    Object.entries(environment).filter(([, text]) => text !== undefined && text !== ''),
  );
  for (const [flag, variable] of Object.entries(flagVariables)) {
    if (values[flag] === undefined) continue;
    check(`--${flag}`, variable, values[flag]);
    env[variable] = values[flag];
  }
  for (const variable of Object.keys(variables)) {
    if (env[variable] !== undefined) check(variable, variable, env[variable]);
  }
  if (values['no-demo']) env.TACKROOM_DEMO = 'off';
  const host = env.HOST ?? '127.0.0.1';
  if (!loopback.test(host) && env.TACKROOM_URL === undefined) {
    throw misconfigured(
      `TACKROOM_URL is not set; HOST=${host} can be reached from outside, so the public origin is wanted, such as https://tackroom.example.com.`,
    );
  }
  return {
    isDevelopment: values.dev === true,
    opensBrowser: values.open === true,
    host,
    port: Number(env.PORT ?? 3000),
    isPortAskedFor: env.PORT !== undefined,
    publicUrl: env.TACKROOM_URL === undefined ? undefined : new URL(env.TACKROOM_URL).origin,
    databaseUrl: env.DATABASE_URL,
    dataDir: path.resolve(root, env.TACKROOM_DATA_DIR ?? '.data'),
    hasDemo: env.TACKROOM_DEMO !== 'off',
    secret: env.TACKROOM_SECRET,
    previousSecret: env.TACKROOM_SECRET_PREVIOUS,
    env,
  };
}

function parseFlags(argv) {
  try {
    return parseArgs({ args: argv, options: flags, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const known = Object.keys(flags).map((flag) => `--${flag}`);
    throw misconfigured(`${error.message.split('.')[0]}; known are ${known.join(', ')}.`);
  }
}

function check(label, variable, text) {
  const { wants, accepts, shows = JSON.stringify } = variables[variable];
  if (!accepts(text)) throw misconfigured(`${label} is ${shows(text)}; wanted is ${wants}.`);
}
