import { KanbanIcon, PlugZapIcon, UserSearchIcon, type LucideIcon } from 'lucide-react';
import type { User } from '@/api/types';

interface Destination {
  to: '/opportunities' | '/leads' | '/connection';
  label: 'shell.board' | 'leads.title' | 'shell.connection';
  icon: LucideIcon;
  adminOnly?: boolean;
}

const all: Destination[] = [
  { to: '/opportunities', label: 'shell.board', icon: KanbanIcon },
  { to: '/leads', label: 'leads.title', icon: UserSearchIcon },
  { to: '/connection', label: 'shell.connection', icon: PlugZapIcon, adminOnly: true },
];

export function destinationsFor(user: User) {
  return all.filter((destination) => !destination.adminOnly || user.role === 'admin');
}
