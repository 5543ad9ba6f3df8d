import type { QueryClient } from '@tanstack/react-query';
import { createRouter, type RouterHistory } from '@tanstack/react-router';
import { accountRoutes } from './accounts/routes';
import { activityRoutes } from './activities/routes';
import { administrationRoutes } from './administration/routes';
import { connectionRoutes } from './connections/routes';
import { contactRoutes } from './contacts/routes';
import { dashboardRoutes } from './dashboard/routes';
import { invoiceRoutes } from './invoices/routes';
import { leadRoutes } from './leads/routes';
import { opportunityRoutes } from './opportunities/routes';
import { profileRoutes } from './profile/routes';
import { receivableRoutes } from './receivables/routes';
import { rootRoute } from './shell/rootRoute';
import { RouteError } from './shell/RouteError';
import { homeRoute, shellRoute } from './shell/routes';
import { taskRoutes } from './tasks/routes';
import { signInRoutes } from './sign-in/routes';

/** Each feature declares its routes; behind the shell stand those that need a sign-in. */
const routeTree = rootRoute.addChildren([
  ...signInRoutes,
  shellRoute.addChildren([
    homeRoute,
    ...opportunityRoutes,
    ...connectionRoutes,
    ...administrationRoutes,
    ...profileRoutes,
    ...leadRoutes,
    ...dashboardRoutes,
    ...activityRoutes,
    ...invoiceRoutes,
    ...receivableRoutes,
    ...taskRoutes,
    ...accountRoutes,
    ...contactRoutes,
  ]),
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
