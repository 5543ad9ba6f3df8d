import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listSearch } from '@/list/listAddress';
import { shellRoute } from '@/shell/routes';

const invoices = createRoute({
  getParentRoute: () => shellRoute,
  path: '/invoices',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./InvoicesPage'), 'InvoicesPage'),
});

const invoice = createRoute({
  getParentRoute: () => shellRoute,
  path: '/invoices/$id',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./InvoicePage'), 'InvoicePage'),
});

export const invoiceRoutes = [invoices, invoice] as const;
