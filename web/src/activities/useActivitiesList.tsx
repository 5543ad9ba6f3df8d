import { CalendarCheckIcon } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '@/api/types';
import { useSalespeople } from '@/crm/lookups';
import { optionsOf } from '@/crm/options';
import { useFormats } from '@/formats/useFormats';
import type { ListColumn, ListDefinition, ListFilter } from '@/list/list';
import { EmptyState } from '@/shell/EmptyState';
import { ActivitiesBulk } from './ActivitiesBulk';
import { ActivityCard } from './ActivityCard';
import { activityModels, readActivities } from './activityQueries';
import { activityTitle } from './activityTitle';
import { DoneButton } from './DoneButton';
import { latenessClass } from './lateness';
import { pageOf } from './pageOf';
import { writeActivity } from './writeActivity';

export function useActivitiesList(): ListDefinition<Activity> {
  const { t } = useTranslation();
  const formats = useFormats();
  const columns = useColumns();
  const filters = useFilters();
  return useMemo(
    () => ({
      name: 'activities',
      title: t('activities.title'),
      models: activityModels,
      path: '/api/activities',
      read: readActivities,
      columns,
      filters,
      // The route has no search: the filters must do.
      searchLabel: null,
      sort: { by: 'date_deadline', order: 'asc' },
      idOf: ({ id }) => String(id),
      titleOf: activityTitle,
      hrefOf: pageOf,
      count: (count) => t('activities.total', { count, formatted: formats.count(count) }),
      save: writeActivity,
      Card: ActivityCard,
      Bulk: ActivitiesBulk,
      empty: (
        <EmptyState icon={CalendarCheckIcon} title={t('activities.empty.title')}>
          {t('activities.empty.text')}
        </EmptyState>
      ),
    }),
    [t, formats, columns, filters],
  );
}

function useColumns() {
  const { t } = useTranslation();
  const formats = useFormats();
  const salespeople = useSalespeople();
  return useMemo(
    (): ListColumn<Activity>[] => [
      {
        id: 'about',
        header: t('activities.about'),
        width: [14, 2],
        cell: (row) => row.res_name ?? t('activities.hidden'),
      },
      {
        id: 'summary',
        header: t('activities.summary'),
        width: [14, 2],
        cell: (row) => row.summary,
        edit: { kind: { type: 'text' }, value: (row) => row.summary, body: (summary) => ({ summary }) },
      },
      { id: 'type', header: t('activities.type'), width: [8, 1], cell: (row) => row.activity_type?.name },
      {
        id: 'date_deadline',
        header: t('activities.deadline'),
        width: [9, 1],
        sortBy: 'date_deadline',
        cell: (row) =>
          row.date_deadline && <span className={latenessClass(row)}>{formats.day(row.date_deadline)}</span>,
        edit: {
          kind: { type: 'date' },
          value: (row) => row.date_deadline,
          body: (date_deadline) => ({ date_deadline }),
        },
      },
      {
        id: 'user',
        header: t('activities.user'),
        width: [10, 1],
        cell: (row) => row.user?.name,
        edit: {
          kind: { type: 'choice', choices: salespeople, required: true },
          value: (row) => row.user?.id ?? null,
          body: (user_id) => ({ user_id }),
        },
      },
      {
        id: 'done',
        header: t('activities.done'),
        width: [7.5, 0],
        acts: true,
        cell: (row) => <DoneButton activity={row} inGrid />,
      },
    ],
    [t, formats, salespeople],
  );
}

function useFilters() {
  const { t } = useTranslation();
  const salespeople = useSalespeople();
  return useMemo((): ListFilter[] => {
    const dues = (['overdue', 'today', 'planned'] as const).map((value) => ({
      value,
      label: t(`activities.due.${value}`),
    }));
    const models = (['crm.lead', 'res.partner', 'account.move'] as const).map((value) => ({
      value,
      label: t(`activities.model.${value.replace('.', '_') as 'crm_lead'}`),
    }));
    return [
      { name: 'due', label: t('activities.deadline'), kind: 'choice', options: dues, quick: true },
      { name: 'user_id', label: t('activities.user'), kind: 'choice', options: optionsOf(salespeople) },
      { name: 'model', label: t('activities.about'), kind: 'choice', options: models },
      { name: 'type', label: t('activities.type'), kind: 'text' },
    ];
  }, [t, salespeople]);
}
