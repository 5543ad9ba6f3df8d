import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { rootRoute } from '@/shell/rootRoute';
import { finishMicrosoft } from './microsoft';
import { MicrosoftReturn } from './MicrosoftReturn';
import { safeReturn, signInSearch } from './returnPath';
import { mayEnter, sessionQuery } from './session';

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: signInSearch,
  beforeLoad: async ({ context, search }) => {
    const user = await context.queryClient.ensureQueryData(sessionQuery).catch(() => null);
    if (mayEnter(user)) throw redirect({ href: safeReturn(search.return) });
  },
  component: lazyRouteComponent(() => import('./SignInPage'), 'SignInPage'),
});

/** Microsoft sends people here; whatever came of it, the sign-in page says or lets them through. */
const microsoftReturn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in/microsoft',
  loader: async ({ context, location }) => {
    const returnTo = await finishMicrosoft(context.queryClient, location.hash);
    throw redirect({ to: '/sign-in', search: { return: returnTo }, replace: true });
  },
  pendingMs: 0,
  pendingComponent: MicrosoftReturn,
});

export const signInRoutes = [signIn, microsoftReturn] as const;
