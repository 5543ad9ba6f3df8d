import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { ScrollTextIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '@/api/client';
import { EmptyState } from '@/shell/EmptyState';
import { Surface } from '@/shell/Section';
import { AdminPage } from '@/shell/AdminPage';
import { Loaded } from '@/shell/Loaded';
import { MoreButton } from '../MoreButton';
import { AuditFilters } from './AuditFilters';
import { AuditRow } from './AuditRow';
import type { AuditSearch } from './auditSearch';

const auditQuery = (search: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ['administration', 'audit', search],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/api/audit', {
          params: {
            query: { ...search, ...(pageParam && { cursor: pageParam }), per_page: 50, count: 'none' },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ pagination }) => pagination.next_cursor,
    placeholderData: keepPreviousData,
  });

/** Who did what, from where, and when: the newest first. */
export function AuditPage() {
  const { t } = useTranslation();
  return (
    <AdminPage title={t('administration.audit.title')} className="max-w-4xl" tools={<AuditFilters />}>
      <Entries />
    </AdminPage>
  );
}

function Entries() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/shell/administration/audit' });
  const query = useInfiniteQuery(auditQuery(search));
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const entries = pages.flatMap((page) => page.entries);
        if (entries.length === 0)
          return (
            <EmptyState icon={ScrollTextIcon} title={t('administration.audit.none')}>
              {t('administration.audit.noneText')}
            </EmptyState>
          );
        return (
          <div>
            <Surface>
              <ul className="divide-y" data-testid="audit">
                {entries.map((entry) => (
                  <AuditRow key={entry.entry} entry={entry} />
                ))}
              </ul>
            </Surface>
            <MoreButton query={query} />
          </div>
        );
      }}
    </Loaded>
  );
}
