import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '@/shell/routes';

const profile = createRoute({
  getParentRoute: () => shellRoute,
  path: '/profile',
  component: lazyRouteComponent(() => import('./ProfilePage'), 'ProfilePage'),
});

export const profileRoutes = [profile] as const;
