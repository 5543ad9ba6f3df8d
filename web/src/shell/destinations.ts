import type { LinkProps } from '@tanstack/react-router';
import type { ParseKeys } from 'i18next';
import {
  CalendarCheckIcon,
  ChartColumnIcon,
  HandCoinsIcon,
  KanbanIcon,
  ReceiptTextIcon,
  PlugZapIcon,
  UserSearchIcon,
  type LucideIcon,
} from 'lucide-react';
import type { User } from '@/api/types';

export interface Destination {
  to: NonNullable<LinkProps['to']>;
  label: ParseKeys;
  icon: LucideIcon;
  /** Pressed one after the other; the first is `g`, for go. */
  keys?: string;
  /** Among the few that stand at the foot of a phone's page; the others are behind More. */
  onBar?: boolean;
  adminOnly?: boolean;
}

export interface DestinationGroup {
  label: ParseKeys;
  destinations: Destination[];
}

const groups: DestinationGroup[] = [
  {
    label: 'shell.groups.sales',
    destinations: [
      { to: '/opportunities', label: 'shell.to.board', icon: KanbanIcon, keys: 'g p', onBar: true },
      { to: '/dashboard', label: 'dashboard.title', icon: ChartColumnIcon, keys: 'g d' },
      { to: '/leads', label: 'leads.title', icon: UserSearchIcon, keys: 'g l', onBar: true },
      { to: '/activities', label: 'activities.title', icon: CalendarCheckIcon, keys: 'g a', onBar: true },
      { to: '/invoices', label: 'invoices.title', icon: ReceiptTextIcon, keys: 'g i' },
      { to: '/receivables', label: 'receivables.title', icon: HandCoinsIcon, keys: 'g r' },
    ],
  },
  {
    label: 'shell.groups.administration',
    destinations: [
      {
        to: '/connection',
        label: 'shell.to.connection',
        icon: PlugZapIcon,
        keys: 'g o',
        adminOnly: true,
      },
    ],
  },
];

/** What a person may open, without groups that have nothing for them. */
export function destinationsFor(user: User): DestinationGroup[] {
  const mayOpen = (destination: Destination) => !destination.adminOnly || user.role === 'admin';
  return groups
    .map((group) => ({ ...group, destinations: group.destinations.filter(mayOpen) }))
    .filter((group) => group.destinations.length > 0);
}
