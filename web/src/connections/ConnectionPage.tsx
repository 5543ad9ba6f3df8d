import { useQuery } from '@tanstack/react-query';
import { LockIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '@/components/ui/skeleton';
import { EmptyState } from '@/shell/EmptyState';
import { LoadFailed } from '@/shell/LoadFailed';
import { PageHeader } from '@/shell/PageHeader';
import { useUser } from '@/sign-in/session';
import { odooQuery } from './connection';
import { ConnectionForm } from './ConnectionForm';
import { SyncPanel } from './SyncPanel';

export function ConnectionPage() {
  const { t } = useTranslation();
  const admin = useUser().role === 'admin';
  return (
    <>
      <PageHeader title={t('connection.title')} />
      {admin ? (
        <ConnectionContent />
      ) : (
        <EmptyState icon={LockIcon} title={t('shell.adminsOnly.title')}>
          {t('shell.adminsOnly.text')}
        </EmptyState>
      )}
    </>
  );
}

function ConnectionContent() {
  const { data: saved, error, isPending, refetch } = useQuery(odooQuery);
  if (isPending) return <ConnectionSkeleton />;
  if (saved === undefined) return <LoadFailed error={error} retry={() => void refetch()} />;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid max-w-6xl gap-x-10 gap-y-8 p-4 md:px-8 md:py-7 lg:grid-cols-[22rem_minmax(0,1fr)]">
        <ConnectionForm key={saved?.updated_at ?? 'new'} saved={saved} />
        <SyncPanel connected={saved !== null} />
      </div>
    </div>
  );
}

function ConnectionSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('common.loading')} className="grid gap-3 p-4 md:px-8 md:py-7">
      <Skeleton className="h-5 w-40" />
      <Skeleton className="h-64 w-full max-w-88" />
    </div>
  );
}
