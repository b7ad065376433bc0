/**
 * The variables the launcher understands, each with what it wants and how to check it. The application parses them
 * again for itself; checking them here gives one line before anything is installed or started.
 */
export const variables = {
  PORT: {
    wants: 'a port from 1 to 65535',
    accepts: (text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535,
  },
  HOST: { wants: 'a host name or IP address', accepts: (text) => /^[A-Za-z0-9.:_%-]{1,253}$/.test(text) },
  TACKROOM_URL: {
    wants: 'an origin such as https://tackroom.example.com',
    accepts: isOrigin,
    shows: maskUrl,
  },
  DATABASE_URL: {
    wants: 'postgresql://user:password@host:5432/database',
    accepts: isPostgresUrl,
    shows: maskUrl,
  },
  TACKROOM_DATA_DIR: { wants: 'a directory', accepts: (text) => !text.includes('\0') },
  TACKROOM_SECRET: {
    wants: 'at least 16 characters',
    accepts: (text) => text.length >= 16,
    shows: maskSecret,
  },
  TACKROOM_SECRET_PREVIOUS: {
    wants: 'at least 16 characters',
    accepts: (text) => text.length >= 16,
    shows: maskSecret,
  },
  TACKROOM_INIT_ADMIN_EMAIL: { wants: 'an e-mail address', accepts: isEmail },
  TACKROOM_INIT_ADMIN_PASSWORD: { wants: '10 to 200 characters', accepts: isPassword, shows: maskSecret },
  TACKROOM_INIT_USER_EMAIL: { wants: 'an e-mail address', accepts: isEmail },
  TACKROOM_INIT_USER_PASSWORD: { wants: '10 to 200 characters', accepts: isPassword, shows: maskSecret },
  TACKROOM_INIT_API_KEY: {
    wants: '32 to 128 characters from A-Z a-z 0-9 _ -',
    accepts: (text) => /^[A-Za-z0-9_-]{32,128}$/.test(text),
    shows: maskSecret,
  },
  TACKROOM_DEMO: { wants: 'on or off', accepts: (text) => ['on', 'off'].includes(text) },
  TACKROOM_LOG: { wants: 'pretty, json or off', accepts: (text) => ['pretty', 'json', 'off'].includes(text) },
  TACKROOM_ALLOW_HOSTS: {
    wants: 'host names, addresses or CIDRs, separated by commas',
    accepts: (text) => text.split(',').every((item) => /^[A-Za-z0-9.:_*/-]+$/.test(item.trim())),
  },
  TACKROOM_FILES_MAX_GB: {
    wants: 'a number above 0',
    accepts: (text) => /^\d{1,9}(\.\d{1,9})?$/.test(text) && Number(text) > 0,
  },
};

/** How many characters a secret had tells a truncated one from a missing one, and nothing else. */
export function maskSecret(text) {
  return `(${text.length} characters, hidden)`;
}

/** The address without the password; hidden altogether when it does not parse, for then the password may be anywhere. */
export function maskUrl(text) {
  const match = /^([a-z][a-z0-9+.-]*:\/\/)(?:([^:@/?#]*)(:[^@/?#]*)?@)?([^@]*)$/i.exec(text);
  if (match === null) return maskSecret(text);
  const [, scheme, user, password, rest] = match;
  const account = user === undefined ? '' : `${user}${password === undefined ? '' : ':***'}@`;
  return `${scheme}${account}${rest.replace(/([?&](?:password|sslkey|sslpassword)=)[^&]*/gi, '$1***')}`;
}

function isOrigin(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return (
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    url.username === '' &&
    url.pathname === '/' &&
    !/[?#]/.test(text)
  );
}

function isPostgresUrl(text) {
  return /^postgres(ql)?:\/\/\S+$/.test(text);
}

function isEmail(text) {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

function isPassword(text) {
  return text.length >= 10 && text.length <= 200;
}
