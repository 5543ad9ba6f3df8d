import { Link } from '@tanstack/react-router';
import { UserSearchIcon } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedLead } from '@/api/types';
import { Button } from '@/components/ui/button';
import { useSalespeople, useStages, useTags } from '@/crm/lookups';
import { optionsOf } from '@/crm/options';
import { isOverdue } from '@/formats/dates';
import { useFormats } from '@/formats/useFormats';
import type { ListColumn, ListDefinition, ListFilter } from '@/list/list';
import { EmptyState } from '@/shell/EmptyState';
import { useUser } from '@/sign-in/session';
import { LeadCard } from './LeadCard';
import { useLeadFields, type LeadField } from './leadFields';
import { LeadsBulk } from './LeadsBulk';
import { NewLead } from './NewLead';
import { Outcome } from './Outcome';
import { leadModels, readLeads } from './readLeads';
import { Stars } from './Stars';
import { TagNames } from './TagNames';
import { writeLead } from './writeLead';

export function useLeadsList(): ListDefinition<ListedLead> {
  const { t } = useTranslation();
  const formats = useFormats();
  const columns = useLeadColumns();
  const filters = useLeadFilters();
  return useMemo(
    () => ({
      name: 'leads',
      title: t('leads.title'),
      models: leadModels,
      path: '/api/crm/leads',
      read: readLeads,
      columns,
      filters,
      searchLabel: t('leads.search'),
      sort: { by: 'id', order: 'desc' },
      idOf: (lead) => String(lead.id),
      titleOf: (lead) => lead.name ?? `#${lead.id}`,
      hrefOf: (lead) => `/leads/${lead.id}`,
      count: (count) => t('leads.total', { count, formatted: formats.count(count) }),
      save: async (lead, body) => ({ ...lead, ...(await writeLead(lead, body)) }),
      Card: LeadCard,
      Bulk: LeadsBulk,
      action: <NewLead />,
      empty: <NoLeads />,
    }),
    [t, formats, columns, filters],
  );
}

function useLeadColumns() {
  const { t } = useTranslation();
  const formats = useFormats();
  const fields = useLeadFields();
  return useMemo((): ListColumn<ListedLead>[] => {
    const edit = ({ kind, value, write }: LeadField): ListColumn<ListedLead>['edit'] => ({
      kind,
      value,
      body: (next) => ({ [write]: next }),
    });
    const day = (value: string | null) => value && formats.day(value.slice(0, 10));
    return [
      {
        id: 'name',
        header: t('leads.field.name'),
        width: [16, 3],
        sortBy: 'name',
        cell: (lead) => lead.name,
        edit: edit(fields.name),
      },
      {
        id: 'partner',
        header: t('leads.field.partner'),
        width: [11, 2],
        cell: (lead) => lead.partner?.name ?? lead.partner_name,
        edit: edit(fields.partner),
      },
      {
        id: 'expected_revenue',
        header: t('leads.field.expected_revenue'),
        width: [9.5, 1],
        sortBy: 'expected_revenue',
        end: true,
        cell: (lead) => (lead.expected_revenue === null ? null : formats.money(lead.expected_revenue)),
        edit: edit(fields.expected_revenue),
      },
      {
        id: 'stage',
        header: t('leads.field.stage'),
        width: [8, 1],
        cell: (lead) => lead.stage?.name,
        edit: edit(fields.stage),
      },
      {
        id: 'user',
        header: t('leads.field.user'),
        width: [9, 1],
        cell: (lead) => lead.user?.name,
        edit: edit(fields.user),
      },
      {
        id: 'priority',
        header: t('leads.field.priority'),
        width: [6, 0],
        sortBy: 'priority',
        cell: (lead) => <Stars priority={lead.priority} />,
        edit: edit(fields.priority),
      },
      {
        id: 'date_deadline',
        header: t('leads.field.date_deadline'),
        width: [9, 1],
        sortBy: 'date_deadline',
        cell: (lead) =>
          lead.date_deadline && (
            <span className={isLate(lead) ? 'text-destructive' : undefined}>{day(lead.date_deadline)}</span>
          ),
        edit: edit(fields.date_deadline),
      },
      {
        id: 'won_status',
        header: t('leads.field.won_status'),
        width: [6, 0],
        cell: (lead) => <Outcome status={lead.won_status} />,
      },
      {
        id: 'probability',
        header: t('leads.field.probability'),
        width: [7, 0],
        sortBy: 'probability',
        end: true,
        hidden: true,
        cell: (lead) => lead.probability !== null && `${formats.count(lead.probability)} %`,
        edit: edit(fields.probability),
      },
      {
        id: 'team',
        header: t('leads.field.team'),
        width: [9, 1],
        hidden: true,
        cell: (lead) => lead.team?.name,
        edit: edit(fields.team),
      },
      {
        id: 'tags',
        header: t('leads.field.tags'),
        width: [10, 1],
        hidden: true,
        cell: (lead) => <TagNames tags={lead.tags} />,
        edit: edit(fields.tags),
      },
      {
        id: 'contact_name',
        header: t('leads.field.contact_name'),
        width: [9, 1],
        hidden: true,
        cell: (lead) => lead.contact_name,
        edit: edit(fields.contact_name),
      },
      {
        id: 'email_from',
        header: t('leads.field.email_from'),
        width: [12, 1],
        hidden: true,
        cell: (lead) => lead.email_from,
        edit: edit(fields.email_from),
      },
      {
        id: 'phone',
        header: t('leads.field.phone'),
        width: [9, 1],
        hidden: true,
        cell: (lead) => lead.phone,
        edit: edit(fields.phone),
      },
      {
        id: 'type',
        header: t('leads.field.type'),
        width: [7, 0],
        hidden: true,
        cell: (lead) => t(lead.type === 'lead' ? 'leads.type.lead' : 'leads.type.opportunity'),
      },
      {
        id: 'create_date',
        header: t('leads.field.create_date'),
        width: [8, 0],
        sortBy: 'create_date',
        hidden: true,
        cell: (lead) => day(lead.create_date),
      },
      {
        id: 'write_date',
        header: t('leads.field.write_date'),
        width: [8, 0],
        sortBy: 'write_date',
        hidden: true,
        cell: (lead) => day(lead.write_date),
      },
    ];
  }, [t, formats, fields]);
}

function isLate(lead: ListedLead) {
  return lead.won_status === 'pending' && lead.date_deadline !== null && isOverdue(lead.date_deadline);
}

function useLeadFilters() {
  const { t } = useTranslation();
  const [stages, tags, salespeople] = [useStages(), useTags(), useSalespeople()];
  const admin = useUser().role === 'admin';
  return useMemo((): ListFilter[] => {
    const types = (['lead', 'opportunity'] as const).map((value) => ({
      value,
      label: t(`leads.type.${value}`),
    }));
    return [
      { name: 'stage_id', label: t('leads.field.stage'), kind: 'choice', options: optionsOf(stages) },
      // Others see their own alone, whatever they ask for.
      ...(admin
        ? [
            {
              name: 'user_id',
              label: t('leads.field.user'),
              kind: 'choice' as const,
              options: optionsOf(salespeople),
            },
          ]
        : []),
      { name: 'tag_id', label: t('leads.field.tags'), kind: 'choice', options: optionsOf(tags) },
      { name: 'type', label: t('leads.field.type'), kind: 'choice', options: types },
    ];
  }, [t, stages, tags, salespeople, admin]);
}

function NoLeads() {
  const { t } = useTranslation();
  const admin = useUser().role === 'admin';
  return (
    <EmptyState
      icon={UserSearchIcon}
      title={t('leads.empty.title')}
      action={
        <Button asChild variant="outline">
          <Link to="/opportunities">{t('leads.empty.action')}</Link>
        </Button>
      }
    >
      {admin ? t('leads.empty.admin') : t('leads.empty.text')}
    </EmptyState>
  );
}
