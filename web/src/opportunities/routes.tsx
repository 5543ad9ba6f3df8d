import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listSearch } from '@/list/listAddress';
import { shellRoute } from '@/shell/routes';
import { boardSearch } from './boardAddress';

const board = createRoute({
  getParentRoute: () => shellRoute,
  path: '/opportunities',
  validateSearch: boardSearch,
  component: lazyRouteComponent(() => import('./BoardPage'), 'BoardPage'),
});

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/opportunities/list',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./OpportunityListPage'), 'OpportunityListPage'),
});

export const opportunityRoutes = [board, list] as const;
