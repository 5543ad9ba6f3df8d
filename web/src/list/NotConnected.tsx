import { Link } from '@tanstack/react-router';
import { PlugZapIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/shell/EmptyState';
import { useUser } from '@/sign-in/session';

/** No Odoo is connected, so that there is nothing to list. */
export function NotConnected() {
  const { t } = useTranslation();
  const admin = useUser().role === 'admin';
  return (
    <EmptyState
      icon={PlugZapIcon}
      title={t('list.notConnected.title')}
      action={
        admin && (
          <Button asChild>
            <Link to="/connection">{t('list.notConnected.action')}</Link>
          </Button>
        )
      }
    >
      {admin ? t('list.notConnected.admin') : t('list.notConnected.text')}
    </EmptyState>
  );
}
