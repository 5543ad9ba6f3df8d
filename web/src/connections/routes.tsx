import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '@/shell/routes';

const connection = createRoute({
  getParentRoute: () => shellRoute,
  path: '/connection',
  component: lazyRouteComponent(() => import('./ConnectionPage'), 'ConnectionPage'),
});

export const connectionRoutes = [connection] as const;
