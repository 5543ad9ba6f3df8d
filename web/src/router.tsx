import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router';
import { AppShell } from './shell/AppShell';
import { NotFound } from './shell/NotFound';
import { RouteError } from './shell/RouteError';
import { listSearch } from './list/listAddress';
import { boardSearch } from './opportunities/boardAddress';
import { finishMicrosoft } from './sign-in/microsoft';
import { MicrosoftReturn } from './sign-in/MicrosoftReturn';
import { mayEnter, sessionQuery } from './sign-in/session';
import { safeReturn, signInSearch } from './sign-in/returnPath';

interface RouterContext {
  queryClient: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({
  notFoundComponent: NotFound,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInSearch,
  beforeLoad: async ({ context, search }) => {
    const user = await context.queryClient.ensureQueryData(sessionQuery).catch(() => null);
    if (mayEnter(user)) throw redirect({ href: safeReturn(search.return) });
  },
  component: lazyRouteComponent(() => import('./sign-in/SignInPage'), 'SignInPage'),
});

/** Microsoft sends people here; whatever came of it, the sign-in page says or lets them through. */
const microsoftReturn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/microsoft',
  loader: async ({ context, location }) => {
    const returnTo = await finishMicrosoft(context.queryClient, location.hash);
    throw redirect({ to: '/sign-in', search: { return: returnTo }, replace: true });
  },
  pendingMs: 0,
  pendingComponent: MicrosoftReturn,
});

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const user = await context.queryClient.ensureQueryData(sessionQuery);
    if (!mayEnter(user)) throw redirect({ to: '/sign-in', search: { return: location.href } });
  },
  component: AppShell,
});

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/opportunities' });
  },
});

const opportunities = createRoute({
  getParentRoute: () => shell,
  path: '/opportunities',
  validateSearch: boardSearch,
  component: lazyRouteComponent(() => import('./opportunities/BoardPage'), 'BoardPage'),
});

const connection = createRoute({
  getParentRoute: () => shell,
  path: '/connection',
  component: lazyRouteComponent(() => import('./connections/ConnectionPage'), 'ConnectionPage'),
});

const leads = createRoute({
  getParentRoute: () => shell,
  path: '/leads',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./leads/LeadsPage'), 'LeadsPage'),
});

const routeTree = root.addChildren([
  signIn,
  microsoftReturn,
  shell.addChildren([home, opportunities, connection, leads]),
]);

export function createAppRouter(queryClient: QueryClient, history?: RouterHistory) {
  return createRouter({
    routeTree,
    history,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultErrorComponent: RouteError,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
