import { useTranslation } from 'react-i18next';
import type { User } from '@/api/types';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { useFormats } from '@/formats/useFormats';
import { useUser } from '@/sign-in/session';
import { useChangeUser } from './users';

const roles = ['member', 'manager', 'admin'] as const;
const tones = { pending: 'warning', approved: 'good', rejected: 'neutral' } as const;

export function UserRow({ user }: { user: User }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const facts = [
    user.email ?? user.username,
    t(`administration.users.by.${user.auth_provider}`),
    user.odoo_salesperson_name && t('administration.users.isInOdoo', { name: user.odoo_salesperson_name }),
    user.last_login
      ? t('administration.users.lastSeen', { time: formats.ago(user.last_login) })
      : t('administration.users.neverSeen'),
  ];
  return (
    <li
      className="flex flex-wrap items-center gap-x-4 gap-y-2.5 px-4 py-3"
      data-testid="user"
      data-approval={user.approval_status}
    >
      <Avatar aria-hidden name={user.full_name} className="size-8 text-2xs" />
      <div className="min-w-48 flex-1">
        <p className="font-medium">
          {user.full_name}
          {user.approval_status !== 'approved' && (
            <Badge className="ms-2" tone={tones[user.approval_status]}>
              {t(`administration.users.of.${user.approval_status}`)}
            </Badge>
          )}
          {!user.is_active && <Badge className="ms-2">{t('administration.users.disabled')}</Badge>}
        </p>
        <p className="text-xs text-pretty text-muted-foreground">{facts.filter(Boolean).join(' · ')}</p>
      </div>
      {user.approval_status === 'approved' ? <Rights user={user} /> : <Approval user={user} />}
    </li>
  );
}

function Approval({ user }: { user: User }) {
  const { t } = useTranslation();
  const change = useChangeUser(user.id);
  const decide = (approval_status: 'approved' | 'rejected') => () => change.mutate({ approval_status });
  return (
    <div className="flex gap-2">
      {user.approval_status === 'pending' && (
        <Button variant="outline" size="sm" disabled={change.isPending} onClick={decide('rejected')}>
          {t('administration.users.reject')}
        </Button>
      )}
      <Button size="sm" disabled={change.isPending} onClick={decide('approved')}>
        {t('administration.users.approve')}
      </Button>
    </div>
  );
}

/** One's own are shown only: who locks themselves out cannot undo it. */
function Rights({ user }: { user: User }) {
  const { t } = useTranslation();
  const change = useChangeUser(user.id);
  const self = useUser().id === user.id;
  return (
    <div className="flex items-center gap-3">
      <Select
        aria-label={t('administration.users.roleOf', { name: user.full_name })}
        className="w-40 max-md:w-44 md:[&_select]:h-8 md:[&_select]:text-sm"
        value={change.isPending ? (change.variables.role ?? user.role) : user.role}
        disabled={self || change.isPending}
        onChange={(event) => change.mutate({ role: event.target.value })}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {t(`shell.role.${role}`)}
          </option>
        ))}
      </Select>
      <Switch
        aria-label={t('administration.users.mayEnter', { name: user.full_name })}
        checked={change.isPending ? (change.variables.is_active ?? user.is_active) : user.is_active}
        disabled={self || change.isPending}
        onCheckedChange={(is_active) => change.mutate({ is_active })}
      />
    </div>
  );
}
