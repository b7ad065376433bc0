import pino from 'pino';

/** Structured log: one line an event. Never hand it a secret, a prompt or an argument. */
export type Logger = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** `format` is `pretty` for a person at a terminal, `json` for machines, `off` for tests. */
export function createLogger(format: 'pretty' | 'json' | 'off'): Logger {
  if (format === 'off') return pino({ level: 'silent' });
  const options = {
    level: 'info',
    base: null,
    redact: ['*.api_key', '*.authorization', '*.password', '*.secret'],
  };
  if (format === 'json') return pino(options);
  return pino({
    ...options,
    transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' } },
  });
}
