/** The sentence for a refused sign-in; `error` is what the sign-in endpoint answered. */
export function signInFailure(error: string | null | undefined, status: number): string {
  const code = (error ?? '').toLowerCase();
  if (code.includes('suspended')) return 'This account is suspended. Ask an administrator to activate it.';
  if (status === 429 || code.includes('rate') || code.includes('many')) {
    return 'Too many attempts. Wait a minute, then try again.';
  }
  if (code === 'credentialssignin' || status === 401) {
    return 'The email or the password is not right. Check both and try again.';
  }
  return `Signing in did not work (${status}). Try again; if it stays, look at the server's log.`;
}
