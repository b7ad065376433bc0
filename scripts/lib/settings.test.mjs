import { describe, expect, test } from 'vitest';
import { readSettings } from './settings.mjs';
import { maskSecret, maskUrl } from './settings-schema.mjs';

const refusal = (argv, environment) => {
  try {
    readSettings(argv, environment);
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('settings', () => {
  test('without anything they are the documented defaults', () => {
    expect(readSettings([], {})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      isPortAskedFor: false,
      hasDemo: true,
      isDevelopment: false,
      publicUrl: undefined,
      databaseUrl: undefined,
    });
  });

  test('a flag wins over the variable of the same meaning', () => {
    const settings = readSettings(['--port', '4000', '--data-dir', '/srv/data', '--no-demo'], {
      PORT: '5000',
    });
    expect(settings).toMatchObject({
      port: 4000,
      isPortAskedFor: true,
      dataDir: '/srv/data',
      hasDemo: false,
    });
  });

  test('an empty variable counts as unset', () => {
    expect(readSettings([], { PORT: '', TACKROOM_SECRET: '' })).toMatchObject({
      port: 3000,
      secret: undefined,
    });
  });

  test.each([
    ['PORT', 'abc', '"abc"'],
    ['PORT', '0', '"0"'],
    ['PORT', '70000', '"70000"'],
    ['TACKROOM_URL', 'tackroom.example.com', 'hidden'],
    ['TACKROOM_URL', 'https://tackroom.example.com/path', 'https://tackroom.example.com/path'],
    ['TACKROOM_DEMO', 'yes', '"yes"'],
    ['TACKROOM_LOG', 'loud', '"loud"'],
    ['TACKROOM_ALLOW_HOSTS', '10.0.0.0/8,a b', '"10.0.0.0/8,a b"'],
    ['TACKROOM_FILES_MAX_GB', '0', '"0"'],
    ['TACKROOM_INIT_ADMIN_EMAIL', 'admin', '"admin"'],
  ])(
    '%s=%s is refused in one line with the variable, what was found and what is wanted',
    (variable, text, shown) => {
      const error = refusal([], { [variable]: text });
      expect(error).toMatchObject({ exitCode: 78 });
      expect(error.message).toContain(`${variable} is`);
      expect(error.message).toContain(shown);
      expect(error.message).toContain('wanted is');
      expect(error.message).not.toContain('\n');
    },
  );

  test.each([
    ['TACKROOM_SECRET', 'hunter2'],
    ['TACKROOM_INIT_API_KEY', 'not long enough'],
    ['TACKROOM_INIT_ADMIN_PASSWORD', 'hunter2'],
    ['DATABASE_URL', 'mysql://root:hunter2@db/tackroom'],
  ])('a refused %s never shows its secret', (variable, text) => {
    const { message } = refusal([], { [variable]: text });
    expect(message).not.toContain('hunter2');
    expect(message).not.toContain('not long enough');
  });

  test('a host that others can reach asks for the public origin', () => {
    expect(refusal([], { HOST: '0.0.0.0' })).toMatchObject({
      exitCode: 78,
      message: expect.stringContaining('TACKROOM_URL'),
    });
    expect(refusal(['--host', '::'], {})).toMatchObject({ exitCode: 78 });
    expect(
      readSettings([], { HOST: '0.0.0.0', TACKROOM_URL: 'https://tackroom.example.com/' }),
    ).toMatchObject({
      publicUrl: 'https://tackroom.example.com',
    });
    expect(readSettings(['--host', '::1'], {})).toMatchObject({ host: '::1' });
  });

  test('an unknown flag and a stray word are refused with the known ones', () => {
    expect(refusal(['--prot', '1'], {})).toMatchObject({
      exitCode: 78,
      message: expect.stringContaining('--port'),
    });
    expect(refusal(['start'], {})).toMatchObject({ exitCode: 78 });
  });
});

describe('masking', () => {
  test('an address keeps everything but its password', () => {
    expect(maskUrl('postgresql://user:secret@db:5432/name')).toBe('postgresql://user:***@db:5432/name');
    expect(maskUrl('postgresql://user@/name?host=/run&password=secret')).toBe(
      'postgresql://user@/name?host=/run&password=***',
    );
  });

  test('an address that does not parse is hidden altogether', () => {
    expect(maskUrl('postgresql://user:se@cret@db/name')).not.toContain('cret');
    expect(maskUrl('secret')).toBe(maskSecret('secret'));
  });
});
