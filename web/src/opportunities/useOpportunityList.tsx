import { Link, useSearch } from '@tanstack/react-router';
import { KanbanIcon } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { useStages } from '@/crm/lookups';
import { optionsOf } from '@/crm/options';
import { isOverdue } from '@/formats/dates';
import { useFormats } from '@/formats/useFormats';
import { Outcome } from '@/leads/Outcome';
import { Stars } from '@/leads/Stars';
import { TagNames } from '@/leads/TagNames';
import { LeadsBulk } from '@/leads/LeadsBulk';
import type { ListColumn, ListDefinition, ListFilter } from '@/list/list';
import type { ListSearch } from '@/list/listAddress';
import { boardSearch } from './boardAddress';
import { BoardStart } from './BoardEmpty';
import { OpportunityCard } from './OpportunityCard';
import { opportunityModels, readOpportunities, type OpportunityRow } from './readOpportunities';
import { useBoardFilters } from './useBoardFilters';

/** The pipeline as a list: what stands behind the figures of the dashboard. */
export function useOpportunityList(): ListDefinition<OpportunityRow> {
  const { t } = useTranslation();
  const formats = useFormats();
  const columns = useColumns();
  const filters = useFilters();
  return useMemo(
    () => ({
      name: 'opportunities',
      title: t('board.list.title'),
      models: opportunityModels,
      path: '/api/opportunities',
      routeSort: {
        date_deadline: 'expected_close_date',
        expected_revenue: 'value',
        prorated_revenue: null,
        date_closed: null,
      },
      read: readOpportunities,
      columns,
      filters,
      searchLabel: t('board.search'),
      sort: { by: 'id', order: 'desc' },
      idOf: ({ id }) => String(id),
      titleOf: ({ id, name }) => name ?? `#${id}`,
      hrefOf: ({ id }) => `/leads/${id}`,
      count: (count) => t('board.count', { count, formatted: formats.count(count) }),
      Card: OpportunityCard,
      Bulk: LeadsBulk,
      action: <ToBoard />,
      empty: <BoardStart />,
    }),
    [t, formats, columns, filters],
  );
}

function useColumns() {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo((): ListColumn<OpportunityRow>[] => {
    const day = (value: string | null) => value && formats.day(value.slice(0, 10));
    return [
      { id: 'name', header: t('leads.field.name'), width: [16, 3], sortBy: 'name', cell: (row) => row.name },
      { id: 'account', header: t('leads.field.partner'), width: [11, 2], cell: (row) => row.account_name },
      {
        id: 'value',
        header: t('leads.field.expected_revenue'),
        width: [9.5, 1],
        sortBy: 'expected_revenue',
        end: true,
        cell: (row) => row.value !== null && formats.money(row.value, row.currency),
      },
      {
        id: 'weighted',
        header: t('board.list.weighted'),
        width: [8, 1],
        sortBy: 'prorated_revenue',
        end: true,
        hidden: true,
        cell: (row) => row.weighted_value !== null && formats.money(row.weighted_value, row.currency),
      },
      { id: 'stage', header: t('leads.field.stage'), width: [8, 1], cell: (row) => row.stage?.name },
      { id: 'salesperson', header: t('leads.field.user'), width: [9, 1], cell: (row) => row.salesperson },
      {
        id: 'team',
        header: t('leads.field.team'),
        width: [9, 1],
        hidden: true,
        cell: (row) => row.team?.name,
      },
      {
        id: 'priority',
        header: t('leads.field.priority'),
        width: [6, 0],
        sortBy: 'priority',
        cell: (row) => <Stars priority={row.priority} />,
      },
      {
        id: 'date_deadline',
        header: t('leads.field.date_deadline'),
        width: [9, 1],
        sortBy: 'date_deadline',
        cell: (row) =>
          row.date_deadline && (
            <span className={cn(isLate(row) && 'text-destructive')}>{day(row.date_deadline)}</span>
          ),
      },
      {
        id: 'date_closed',
        header: t('leads.field.date_closed'),
        width: [8, 1],
        sortBy: 'date_closed',
        hidden: true,
        cell: (row) => day(row.date_closed),
      },
      {
        id: 'won_status',
        header: t('leads.field.won_status'),
        width: [6, 0],
        cell: (row) => <Outcome status={row.won_status} />,
      },
      {
        id: 'probability',
        header: t('leads.field.probability'),
        width: [7.5, 0],
        sortBy: 'probability',
        end: true,
        hidden: true,
        cell: (row) => row.probability !== null && formats.percent(row.probability / 100),
      },
      {
        id: 'tags',
        header: t('leads.field.tags'),
        width: [10, 1],
        hidden: true,
        cell: (row) => <TagNames tags={row.tags} />,
      },
      {
        id: 'create_date',
        header: t('leads.field.create_date'),
        width: [8, 0],
        sortBy: 'create_date',
        hidden: true,
        cell: (row) => day(row.create_date),
      },
    ];
  }, [t, formats]);
}

function isLate(row: OpportunityRow) {
  return row.won_status === 'pending' && row.date_deadline !== null && isOverdue(row.date_deadline);
}

function useFilters() {
  const { t } = useTranslation();
  const [stages, shared] = [useStages(), useBoardFilters()];
  return useMemo((): ListFilter[] => {
    const status = (['won', 'lost', 'all'] as const).map((value) => ({
      value,
      label: t(`board.list.status.${value}`),
    }));
    return [
      {
        name: 'status',
        label: t('leads.field.won_status'),
        kind: 'choice',
        options: status,
        otherwise: t('board.list.status.open'),
      },
      { name: 'stage_id', label: t('leads.field.stage'), kind: 'choice', options: optionsOf(stages) },
      ...shared,
      { name: 'closed_from', label: t('board.list.closed_from'), kind: 'date' },
      { name: 'closed_to', label: t('board.list.closed_to'), kind: 'date' },
    ];
  }, [t, stages, shared]);
}

/** With the filters that both have. */
function ToBoard() {
  const { t } = useTranslation();
  const search: ListSearch = useSearch({ strict: false });
  return (
    <Button asChild variant="outline">
      <Link to="/opportunities" search={boardSearch({ ...search, saved: undefined })}>
        <KanbanIcon aria-hidden />
        <span className="max-md:sr-only">{t('board.list.toBoard')}</span>
      </Link>
    </Button>
  );
}
