import { Link } from '@tanstack/react-router';
import { CompassIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { EmptyState } from './EmptyState';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <main className="grid min-h-dvh">
      <EmptyState
        heading="h1"
        icon={CompassIcon}
        title={t('shell.notFound.title')}
        action={
          <Button asChild>
            <Link to="/">{t('shell.notFound.action')}</Link>
          </Button>
        }
      >
        {t('shell.notFound.text')}
      </EmptyState>
    </main>
  );
}
