import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheckIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { LiveMark } from '@/changes/LiveMark';
import { ReadFailedMark } from '@/changes/ReadFailedMark';
import { StaleMark } from '@/changes/StaleMark';
import { Alert } from '@/components/ui/alert';
import { ageingQuery } from '@/dashboard/figures';
import { Panel } from '@/dashboard/Panel';
import { useFormats } from '@/formats/useFormats';
import { ListSkeleton } from '@/list/ListSkeleton';
import { NotConnected } from '@/list/NotConnected';
import { useFollow } from '@/list/useFollow';
import { usePhone } from '@/list/usePhone';
import { Section } from '@/record/Section';
import { EmptyState } from '@/shell/EmptyState';
import { LoadFailed } from '@/shell/LoadFailed';
import { PageHeader } from '@/shell/PageHeader';
import { AccountCards } from './AccountCards';
import { AccountTable } from './AccountTable';
import { accountAgeingQuery } from './ageing';
import { AgeingBars } from './AgeingBars';

/** Who owes how much, and since when. */
export function ReceivablesPage() {
  const { t } = useTranslation();
  const phone = usePhone();
  const summary = useQuery(ageingQuery);
  const query = useQuery(accountAgeingQuery);
  const { data: report, error } = query;
  const read = () => void query.refetch();
  useFollow(report);
  const currency = summary.data?.currency ?? null;

  return (
    <>
      <PageHeader title={t('receivables.title')}>
        <div className="flex items-center gap-2 max-md:contents md:ms-auto print:hidden">
          <ReadFailedMark failure={report ? error : null} read={read} />
          <StaleMark asOf={report?.asOf ?? null} />
          <LiveMark />
        </div>
      </PageHeader>
      {report ? (
        <div className="min-h-0 flex-1 overflow-y-auto print:overflow-visible" data-testid="receivables">
          {report.accounts.length === 0 ? (
            <EmptyState icon={CircleCheckIcon} title={t('receivables.empty.title')}>
              {t('receivables.empty.text')}
            </EmptyState>
          ) : (
            <div className="mx-auto grid max-w-7xl grid-cols-1 gap-4 p-4 md:p-5">
              <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
                <Totals />
                <Panel title={t('receivables.ageing')} query={summary}>
                  {({ aging }) => <AgeingBars aging={aging} currency={currency} />}
                </Panel>
              </div>
              <Section title={t('receivables.byAccount')}>
                {report.cut && (
                  <Alert className="mb-3" title={t('receivables.cut', { count: report.accounts.length })}>
                    <Link to="/invoices" search={{ due: 'open' } as never} className="text-primary underline">
                      {t('receivables.all')}
                    </Link>
                  </Alert>
                )}
                {phone ? (
                  <AccountCards accounts={report.accounts} currency={currency} />
                ) : (
                  <AccountTable accounts={report.accounts} currency={currency} />
                )}
              </Section>
            </div>
          )}
        </div>
      ) : query.isPending ? (
        <ListSkeleton phone={phone} />
      ) : error instanceof ApiProblem && error.status === 409 ? (
        <NotConnected />
      ) : (
        <LoadFailed error={error} title={t('receivables.failed')} retry={read} />
      )}
    </>
  );
}

function Totals() {
  const { t } = useTranslation();
  const formats = useFormats();
  const query = useQuery(ageingQuery);
  return (
    <Panel title={t('receivables.totals')} query={query}>
      {(summary) => (
        <>
          <dl className="grid grid-cols-2 gap-4">
            <Total
              label={t('receivables.due')}
              text={formats.money(summary.total_receivables, summary.currency)}
              search={{ due: 'open' }}
              note={t('receivables.invoices', {
                count: summary.pending_count,
                formatted: formats.count(summary.pending_count),
              })}
            />
            <Total
              label={t('receivables.overdue')}
              text={formats.money(summary.total_overdue, summary.currency)}
              search={{ due: 'overdue' }}
              note={t('receivables.invoices', {
                count: summary.overdue_count,
                formatted: formats.count(summary.overdue_count),
              })}
            />
          </dl>
          {summary.by_currency.length > 1 && (
            <>
              <h3 className="mt-4 mb-1 text-xs font-medium text-muted-foreground">
                {t('receivables.byCurrency')}
              </h3>
              <ul className="flex flex-wrap gap-x-6 gap-y-1 tabular-nums">
                {summary.by_currency
                  .filter(({ total_receivables }) => total_receivables !== 0)
                  .map(({ currency, total_receivables }) => (
                    <li key={currency}>{formats.ledger(total_receivables, currency)}</li>
                  ))}
              </ul>
            </>
          )}
        </>
      )}
    </Panel>
  );
}

interface TotalProps {
  label: string;
  text: string;
  note: string;
  search: Record<string, unknown>;
}

function Total({ label, text, note, search }: TotalProps) {
  return (
    <div>
      <dt className="text-xs text-muted-foreground">{label}</dt>
      <dd>
        <Link to="/invoices" search={search as never} className="underline-offset-4 hover:underline">
          <span className="block text-xl font-semibold tracking-tight tabular-nums">{text}</span>
          <span className="text-xs text-muted-foreground">{note}</span>
        </Link>
      </dd>
    </div>
  );
}
