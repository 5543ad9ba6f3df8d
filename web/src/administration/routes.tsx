import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '@/shell/routes';
import { auditSearch } from './audit/auditSearch';
import { connectionSearch } from '@/connections/connectionSearch';
import { syncsSearch } from './syncs/syncsSearch';
import { usersSearch } from './users/usersSearch';

const health = createRoute({
  getParentRoute: () => shellRoute,
  path: '/administration',
  component: lazyRouteComponent(() => import('./health/HealthPage'), 'HealthPage'),
});

const syncs = createRoute({
  getParentRoute: () => shellRoute,
  path: '/administration/syncs',
  validateSearch: syncsSearch,
  component: lazyRouteComponent(() => import('./syncs/SyncsPage'), 'SyncsPage'),
});

const held = createRoute({
  getParentRoute: () => shellRoute,
  path: '/administration/held',
  validateSearch: connectionSearch,
  component: lazyRouteComponent(() => import('./held/HeldPage'), 'HeldPage'),
});

const proofs = createRoute({
  getParentRoute: () => shellRoute,
  path: '/administration/proofs',
  validateSearch: connectionSearch,
  component: lazyRouteComponent(() => import('./proofs/ProofsPage'), 'ProofsPage'),
});

const webhooks = createRoute({
  getParentRoute: () => shellRoute,
  path: '/administration/webhooks',
  validateSearch: connectionSearch,
  component: lazyRouteComponent(() => import('./webhooks/WebhooksPage'), 'WebhooksPage'),
});

const users = createRoute({
  getParentRoute: () => shellRoute,
  path: '/administration/users',
  validateSearch: usersSearch,
  component: lazyRouteComponent(() => import('./users/UsersPage'), 'UsersPage'),
});

const audit = createRoute({
  getParentRoute: () => shellRoute,
  path: '/administration/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./audit/AuditPage'), 'AuditPage'),
});

const settings = createRoute({
  getParentRoute: () => shellRoute,
  path: '/administration/settings',
  component: lazyRouteComponent(() => import('./settings/SettingsPage'), 'SettingsPage'),
});

export const administrationRoutes = [health, syncs, held, proofs, webhooks, users, audit, settings] as const;
