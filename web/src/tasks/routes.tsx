import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listSearch } from '@/list/listAddress';
import { shellRoute } from '@/shell/routes';

const tasks = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tasks',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./TasksPage'), 'TasksPage'),
});

export const taskRoutes = [tasks] as const;
