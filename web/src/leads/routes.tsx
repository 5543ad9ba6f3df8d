import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listSearch } from '@/list/listAddress';
import { shellRoute } from '@/shell/routes';

const leads = createRoute({
  getParentRoute: () => shellRoute,
  path: '/leads',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./LeadsPage'), 'LeadsPage'),
});

export const leadRoutes = [leads] as const;
