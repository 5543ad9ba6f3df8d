import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeftIcon, ExternalLinkIcon, FileQuestionIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import type { Fresh } from '@/changes/freshness';
import { LiveMark } from '@/changes/LiveMark';
import { ReadFailedMark } from '@/changes/ReadFailedMark';
import { StaleMark } from '@/changes/StaleMark';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { Tooltip } from '@/components/ui/tooltip';
import type { ListSearch } from '@/list/listAddress';
import { placeName } from '@/list/neighbours';
import { useFollow } from '@/list/useFollow';
import { EmptyState } from '@/shell/EmptyState';
import { LoadFailed } from '@/shell/LoadFailed';
import { PageHeader } from '@/shell/PageHeader';

interface RecordPageProps<R> {
  query: UseQueryResult<R>;
  titleOf: (record: R) => string;
  odooUrlOf: (record: R) => string | null;
  /** The list to which it belongs. */
  back: { to: string; title: string };
  steps?: ReactNode;
  actions?: (record: R) => ReactNode;
  children: (record: R) => ReactNode;
}

/** The page of one record, in every state in which it can be. */
export function RecordPage<R extends Fresh>(props: RecordPageProps<R>) {
  const { query, titleOf, odooUrlOf, back, steps, actions, children } = props;
  const { t } = useTranslation();
  const { data: record, error } = query;
  const read = () => void query.refetch();
  useFollow(record);
  const gone = error instanceof ApiProblem && (error.status === 404 || error.status === 400);
  const shown = gone ? undefined : record;

  return (
    <>
      <PageHeader title={shown ? titleOf(shown) : back.title} aside={<BackLink {...back} />}>
        <div className="flex flex-wrap items-center gap-2 empty:hidden md:ms-auto print:hidden">
          <ReadFailedMark failure={shown ? error : null} read={read} />
          <StaleMark asOf={shown?.asOf ?? null} />
          <LiveMark />
          {steps}
          {shown && <OdooLink href={odooUrlOf(shown)} />}
          {shown && actions?.(shown)}
        </div>
      </PageHeader>
      {shown ? (
        <div className="min-h-0 flex-1 overflow-y-auto">{children(shown)}</div>
      ) : query.isPending ? (
        <RecordSkeleton />
      ) : gone ? (
        <EmptyState
          icon={FileQuestionIcon}
          title={t('record.gone.title')}
          action={
            <Button asChild>
              <Link to={back.to}>{t('list.back', { title: back.title })}</Link>
            </Button>
          }
        >
          {t('record.gone.text')}
        </EmptyState>
      ) : (
        <LoadFailed error={error} retry={read} />
      )}
    </>
  );
}

/** To the list as it was left. */
function BackLink({ to, title }: { to: string; title: string }) {
  const { t } = useTranslation();
  const label = t('list.back', { title });
  return (
    <Tooltip label={label}>
      <Button asChild variant="ghost" size="icon" className="-order-1 -ms-2 print:hidden">
        <Link
          to={to}
          search={((old: ListSearch) => ({ ...old, [placeName]: undefined })) as never}
          aria-label={label}
        >
          <ArrowLeftIcon aria-hidden className="rtl:-scale-x-100" />
        </Link>
      </Button>
    </Tooltip>
  );
}

function OdooLink({ href }: { href: string | null }) {
  const { t } = useTranslation();
  if (!href) return null;
  return (
    <Tooltip label={t('common.openInOdoo')}>
      <Button asChild variant="ghost" size="icon">
        <a href={href} target="_blank" rel="noreferrer" aria-label={t('common.openInOdoo')}>
          <ExternalLinkIcon aria-hidden />
        </a>
      </Button>
    </Tooltip>
  );
}

function RecordSkeleton() {
  const { t } = useTranslation();
  return (
    <div
      role="status"
      aria-label={t('common.loading')}
      data-testid="record-loading"
      className="grid gap-6 p-5 lg:grid-cols-[minmax(0,1fr)_24rem]"
    >
      <div className="grid grid-cols-2 content-start gap-6">
        {Array.from({ length: 10 }, (_, index) => (
          <div key={index}>
            <Skeleton className="mb-2 h-3 w-20" />
            <Skeleton className="h-5 w-3/4" />
          </div>
        ))}
      </div>
      <Skeleton className="h-80 max-lg:hidden" />
    </div>
  );
}
