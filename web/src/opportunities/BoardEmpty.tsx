import { Link, useNavigate } from '@tanstack/react-router';
import { KanbanIcon, SearchXIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/shell/EmptyState';
import { useUser } from '@/sign-in/session';

/** Nothing was mirrored yet. */
export function BoardStart() {
  const { t } = useTranslation();
  const admin = useUser().role === 'admin';
  return (
    <EmptyState
      icon={KanbanIcon}
      title={t('board.empty.title')}
      action={
        admin && (
          <Button asChild>
            <Link to="/connection">{t('board.empty.adminAction')}</Link>
          </Button>
        )
      }
    >
      {admin ? t('board.empty.admin') : t('board.empty.text')}
    </EmptyState>
  );
}

export function NothingMatches({ q }: { q: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/opportunities' });
  return (
    <EmptyState
      icon={SearchXIcon}
      title={t('board.noMatch.title')}
      action={
        <Button variant="outline" onClick={() => void navigate({ search: {} })}>
          {t('board.noMatch.action')}
        </Button>
      }
    >
      {q ? t('board.noMatch.text', { q }) : t('board.noMatch.mine')}
    </EmptyState>
  );
}
