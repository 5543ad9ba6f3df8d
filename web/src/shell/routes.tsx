import { createRoute, redirect } from '@tanstack/react-router';
import { mayEnter, sessionQuery } from '@/sign-in/session';
import { AppShell } from './AppShell';
import { rootRoute } from './rootRoute';

/** The parent of every page that needs a sign-in. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const user = await context.queryClient.ensureQueryData(sessionQuery);
    if (!mayEnter(user)) throw redirect({ to: '/sign-in', search: { return: location.href } });
  },
  component: AppShell,
});

export const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/opportunities' });
  },
});
