import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listSearch } from '@/list/listAddress';
import { shellRoute } from '@/shell/routes';

const leads = createRoute({
  getParentRoute: () => shellRoute,
  path: '/leads',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./LeadsPage'), 'LeadsPage'),
});

const lead = createRoute({
  getParentRoute: () => shellRoute,
  path: '/leads/$id',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./LeadPage'), 'LeadPage'),
});

export const leadRoutes = [leads, lead] as const;
