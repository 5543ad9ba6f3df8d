import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listSearch } from '@/list/listAddress';
import { shellRoute } from '@/shell/routes';

const activities = createRoute({
  getParentRoute: () => shellRoute,
  path: '/activities',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./ActivitiesPage'), 'ActivitiesPage'),
});

export const activityRoutes = [activities] as const;
