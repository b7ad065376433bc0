import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { compose } from '@/lib/compose';
import type { Principal } from '@/lib/contract/principal';
import type { Role } from '@/lib/contract/permissions';
import type { FeatureContext } from '@/lib/features/feature-context';
import { newId } from '@/lib/platform/ids';
import { findOrganisation } from '@/lib/storage/organisations';
import { scopeOf } from '@/lib/storage/scope';
import { findUser } from '@/lib/storage/users';
import { contextFor } from './context-for';
import { principalOfSignIn } from './principal-of-sign-in';
import { readSignInCookie } from './sign-in-cookie';

export type ConsoleIdentity = {
  principal: Principal;
  user: { id: string; name: string; email: string; role: Role };
  organisation: { id: string; name: string };
};

/** Who looks at a page, asked once per request; anybody else is sent to sign in and comes back afterwards. */
export const requireConsolePrincipal = cache(async (): Promise<ConsoleIdentity> => {
  const app = compose();
  const requestHeaders = await headers();
  const signInId = await readSignInCookie(requestHeaders.get('cookie'), app.env);
  const principal = signInId === undefined ? undefined : await principalOfSignIn(signInId, app);
  if (principal !== undefined) {
    const scope = scopeOf(app.database, principal.organisationId);
    const [user, organisation] = await Promise.all([
      findUser(scope, principal.userId),
      findOrganisation(scope),
    ]);
    if (user !== null && organisation !== null) {
      const { id, name, email, role } = user;
      return { principal, user: { id, name, email, role }, organisation };
    }
  }
  // `proxy.ts` names the page; a server component cannot know its own address.
  const path = requestHeaders.get('x-tackroom-path');
  redirect(path === null || path === '/' ? '/sign-in' : `/sign-in?callbackUrl=${encodeURIComponent(path)}`);
});

/** What a server component hands to a use case. */
export const pageContext = cache(async (): Promise<FeatureContext> => {
  const { principal } = await requireConsolePrincipal();
  return contextFor(compose(), principal, newId('request'));
});
