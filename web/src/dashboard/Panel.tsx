import type { UseQueryResult } from '@tanstack/react-query';
import { RefreshCwIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { Section } from '@/record/Section';

interface PanelProps<T> {
  title: string;
  text?: string;
  query: UseQueryResult<T>;
  className?: string;
  isEmpty?: (data: T) => boolean;
  children: (data: T) => ReactNode;
}

/** One part of the dashboard, which loads and fails by itself. */
export function Panel<T>({ title, text, query, className, isEmpty, children }: PanelProps<T>) {
  const { t } = useTranslation();
  const { data, error } = query;
  return (
    <Section title={title} className={`break-inside-avoid ${className ?? ''}`}>
      {text && <p className="-mt-2 mb-3 text-xs text-muted-foreground">{text}</p>}
      {error && (
        <p role="alert" className="mb-2 flex items-center gap-2 text-warning">
          <span className="min-w-0 flex-1 text-pretty">
            {data ? t('dashboard.notRefreshed') : t('dashboard.failed')} {error.message}
          </span>
          <Button variant="outline" size="sm" onClick={() => void query.refetch()}>
            <RefreshCwIcon aria-hidden />
            {t('common.retry')}
          </Button>
        </p>
      )}
      {data === undefined ? (
        !error && <Skeleton className="h-40" data-testid="panel-loading" />
      ) : isEmpty?.(data) ? (
        <p className="py-8 text-center text-muted-foreground">{t('dashboard.nothing')}</p>
      ) : (
        children(data)
      )}
    </Section>
  );
}
