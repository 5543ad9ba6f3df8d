import type { LinkProps } from '@tanstack/react-router';
import type { ParseKeys } from 'i18next';
import {
  Building2Icon,
  CalendarCheckIcon,
  ChartColumnIcon,
  ContactRoundIcon,
  HandCoinsIcon,
  HeartPulseIcon,
  HistoryIcon,
  KanbanIcon,
  ListTodoIcon,
  PlugZapIcon,
  ReceiptTextIcon,
  ScaleIcon,
  ScrollTextIcon,
  ShieldAlertIcon,
  SlidersHorizontalIcon,
  UserSearchIcon,
  UsersRoundIcon,
  WebhookIcon,
  type LucideIcon,
} from 'lucide-react';
import type { ComponentType } from 'react';
import { HealthMark } from '@/administration/health/HealthMark';
import type { User } from '@/api/types';

export interface Destination {
  to: NonNullable<LinkProps['to']>;
  label: ParseKeys;
  icon: LucideIcon;
  /** Pressed one after the other; the first is `g`, for go. */
  keys?: string;
  /** Among the few that stand at the foot of a phone's page; the others are behind More. */
  onBar?: boolean;
  /** Shows beside the name that something there wants to be seen. */
  mark?: ComponentType<{ className?: string }>;
  /** Others stand below its address, and are not it. */
  exact?: boolean;
}

export interface DestinationGroup {
  label: ParseKeys;
  adminOnly?: boolean;
  destinations: Destination[];
}

const groups: DestinationGroup[] = [
  {
    label: 'shell.groups.sales',
    destinations: [
      { to: '/opportunities', label: 'shell.to.board', icon: KanbanIcon, keys: 'g p', onBar: true },
      { to: '/dashboard', label: 'dashboard.title', icon: ChartColumnIcon, keys: 'g d' },
      { to: '/leads', label: 'leads.title', icon: UserSearchIcon, keys: 'g l', onBar: true },
      { to: '/accounts', label: 'accounts.title', icon: Building2Icon, keys: 'g c' },
      { to: '/contacts', label: 'contacts.title', icon: ContactRoundIcon, keys: 'g k' },
      { to: '/invoices', label: 'invoices.title', icon: ReceiptTextIcon, keys: 'g i' },
      { to: '/receivables', label: 'receivables.title', icon: HandCoinsIcon, keys: 'g r' },
    ],
  },
  {
    label: 'shell.groups.work',
    destinations: [
      { to: '/activities', label: 'activities.title', icon: CalendarCheckIcon, keys: 'g a', onBar: true },
      { to: '/tasks', label: 'tasks.title', icon: ListTodoIcon, keys: 'g t', onBar: true },
    ],
  },
  {
    label: 'shell.groups.administration',
    adminOnly: true,
    destinations: [
      {
        to: '/administration',
        label: 'administration.health.title',
        icon: HeartPulseIcon,
        keys: 'g h',
        exact: true,
        mark: HealthMark,
      },
      { to: '/connection', label: 'connection.title', icon: PlugZapIcon, keys: 'g o' },
      { to: '/administration/syncs', label: 'administration.syncs.title', icon: HistoryIcon, keys: 'g s' },
      { to: '/administration/held', label: 'administration.held.title', icon: ShieldAlertIcon },
      { to: '/administration/proofs', label: 'administration.proofs.title', icon: ScaleIcon },
      { to: '/administration/webhooks', label: 'administration.webhooks.title', icon: WebhookIcon },
      { to: '/administration/users', label: 'administration.users.title', icon: UsersRoundIcon, keys: 'g u' },
      { to: '/administration/audit', label: 'administration.audit.title', icon: ScrollTextIcon },
      { to: '/administration/settings', label: 'administration.settings.title', icon: SlidersHorizontalIcon },
    ],
  },
];

/** What a person may open. */
export function destinationsFor(user: User): DestinationGroup[] {
  return groups.filter((group) => !group.adminOnly || user.role === 'admin');
}
