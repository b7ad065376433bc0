/**
 * The sentence for a refused sign-in. `error` is what the sign-in endpoint answered: a code of next-auth, or a
 * sentence of ours (suspended, too many attempts).
 */
export function signInFailure(error: string | null | undefined, status: number): string {
  if (error === 'CredentialsSignin')
    return 'The email or the password is not right. Check both and try again.';
  if (error && error.includes(' ')) return error;
  return `Signing in did not work (${error || status}). Try again; if it stays, look at the server's log.`;
}
