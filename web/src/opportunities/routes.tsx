import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '@/shell/routes';
import { boardSearch } from './boardAddress';

const board = createRoute({
  getParentRoute: () => shellRoute,
  path: '/opportunities',
  validateSearch: boardSearch,
  component: lazyRouteComponent(() => import('./BoardPage'), 'BoardPage'),
});

export const opportunityRoutes = [board] as const;
