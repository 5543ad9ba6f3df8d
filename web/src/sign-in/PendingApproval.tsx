import { HourglassIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { User } from '@/api/types';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/shell/EmptyState';
import { useSignOut } from './session';

export function PendingApproval({ user }: { user: User }) {
  const { t } = useTranslation();
  const signOut = useSignOut();
  return (
    <EmptyState
      heading="h1"
      icon={HourglassIcon}
      title={t('signIn.pending.title')}
      className="py-4"
      action={
        <Button variant="outline" onClick={() => void signOut()}>
          {t('shell.signOut')}
        </Button>
      }
    >
      {t('signIn.pending.text', { name: user.full_name ?? user.username })}
    </EmptyState>
  );
}
