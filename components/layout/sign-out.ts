import { signOut as endSession } from 'next-auth/react';
import { paths } from '@/lib/client/paths';

/** Ends the session and shows the sign-in page. */
export function signOut(): void {
  void endSession({ callbackUrl: paths.signIn() });
}
