import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '@/api/client';
import type { Account } from '@/api/types';
import { freshnessOf } from '@/changes/freshness';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { PastEvent } from '@/record/PastEvent';
import { PastPartly } from '@/record/PastPartly';
import { pastOfAccount, type PastEvent as Event } from '@/record/past';
import { Section } from '@/record/Section';
import { closedTasksQuery } from '@/tasks/taskQueries';

const historyQuery = (id: number) =>
  queryOptions({
    queryKey: ['account', id, 'history'],
    queryFn: async ({ signal }) => {
      const { body, headers } = await answerOf(
        api.GET('/api/accounts/real/{id}/history', { params: { path: { id } }, signal }),
      );
      return { history: body.history, position: freshnessOf(headers).position };
    },
    meta: { models: ['crm.lead', 'res.partner'] },
  });

/** What became of an account's leads, what was billed and what was done, the latest first. */
export function AccountTimeline({ account }: { account: Account }) {
  const { t } = useTranslation();
  const history = useQuery(historyQuery(account.id));
  const tasks = useQuery(closedTasksQuery('res.partner', account.id));
  const events = pastOfAccount({
    history: history.data?.history ?? [],
    invoices: account.invoices,
    tasks: tasks.data ?? [],
  });
  return (
    <Section title={t('record.timeline')}>
      <PastPartly
        failure={history.error ?? tasks.error}
        retry={() => void Promise.all([history.refetch(), tasks.refetch()])}
      />
      {history.isPending ? <Skeleton className="h-32" /> : <Events events={events} />}
    </Section>
  );
}

/** As many as one reads through; an account of many years has hundreds. */
const fewest = 12;

function Events({ events }: { events: readonly Event[] }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  if (events.length === 0) return <p className="text-muted-foreground">{t('record.past.empty')}</p>;
  return (
    <>
      <ol className="grid gap-4" data-testid="past">
        {events.slice(0, all ? undefined : fewest).map((event) => (
          <PastEvent key={event.key} event={event} />
        ))}
      </ol>
      {!all && events.length > fewest && (
        <Button variant="outline" size="sm" className="mt-4" onClick={() => setAll(true)}>
          {t('record.more')}
        </Button>
      )}
    </>
  );
}
