import { AppError } from '@/lib/platform/app-error';

/** Refuses an address that carries a credential: those have a field of their own, encrypted and never shown. */
export function requirePlainUrl(url: string): void {
  const { username, password, hash } = new URL(url);
  if (username !== '' || password !== '') {
    throw new AppError(
      'invalid_request',
      'The address holds a user name or password. Take it out and use the authentication field.',
      {
        param: 'url',
      },
    );
  }
  if (hash !== '') {
    throw new AppError(
      'invalid_request',
      'The address ends in a #fragment, which is never sent to a server. Take it out.',
      { param: 'url' },
    );
  }
}
