import { paths } from '@/lib/client/paths';

/** Ends the session and shows the sign-in page. */
export function signOut(): void {
  // Loaded when somebody leaves; no page needs it before.
  void import('next-auth/react').then(({ signOut: endSession }) =>
    endSession({ callbackUrl: paths.signIn() }),
  );
}
