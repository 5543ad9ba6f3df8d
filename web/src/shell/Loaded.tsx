import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '@/components/ui/skeleton';
import { ReadFailedMark } from '@/changes/ReadFailedMark';
import { LoadFailed } from '@/shell/LoadFailed';

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}

/** The three ways in which a read can stand: not there yet, failed, or here, and then perhaps not of the last try. */
export function Loaded<T>({ query, children }: LoadedProps<T>) {
  const { t } = useTranslation();
  const read = () => void query.refetch();
  if (query.data !== undefined)
    return (
      <>
        {query.error && (
          <div className="mb-3">
            <ReadFailedMark failure={query.error} read={read} />
          </div>
        )}
        {children(query.data)}
      </>
    );
  if (query.error) return <LoadFailed error={query.error} retry={read} />;
  return (
    <div role="status" aria-label={t('common.loading')} className="grid gap-3">
      <Skeleton className="h-16" />
      <Skeleton className="h-16" />
      <Skeleton className="h-16" />
    </div>
  );
}
