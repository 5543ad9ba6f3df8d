import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listSearch } from '@/list/listAddress';
import { shellRoute } from '@/shell/routes';

const accounts = createRoute({
  getParentRoute: () => shellRoute,
  path: '/accounts',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./AccountsPage'), 'AccountsPage'),
});

const account = createRoute({
  getParentRoute: () => shellRoute,
  path: '/accounts/$id',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./AccountPage'), 'AccountPage'),
});

export const accountRoutes = [accounts, account] as const;
