import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { connectionPageSearch } from './connectionPageSearch';
import { shellRoute } from '@/shell/routes';

const connection = createRoute({
  getParentRoute: () => shellRoute,
  path: '/connection',
  validateSearch: connectionPageSearch,
  component: lazyRouteComponent(() => import('./ConnectionPage'), 'ConnectionPage'),
});

export const connectionRoutes = [connection] as const;
