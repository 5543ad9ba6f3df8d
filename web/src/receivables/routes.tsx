import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '@/shell/routes';

const receivables = createRoute({
  getParentRoute: () => shellRoute,
  path: '/receivables',
  component: lazyRouteComponent(() => import('./ReceivablesPage'), 'ReceivablesPage'),
});

export const receivableRoutes = [receivables] as const;
