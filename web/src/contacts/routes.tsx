import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listSearch } from '@/list/listAddress';
import { shellRoute } from '@/shell/routes';

const contacts = createRoute({
  getParentRoute: () => shellRoute,
  path: '/contacts',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./ContactsPage'), 'ContactsPage'),
});

const contact = createRoute({
  getParentRoute: () => shellRoute,
  path: '/contacts/$id',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./ContactPage'), 'ContactPage'),
});

export const contactRoutes = [contacts, contact] as const;
