import { Building2Icon } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '@/api/client';
import type { ListedAccount } from '@/api/types';
import { freshnessOf } from '@/changes/freshness';
import { AccountsBulk } from '@/contacts/PartnersBulk';
import { usePartnerColumns } from '@/contacts/partnerColumns';
import { writeAccount } from '@/contacts/writeContact';
import { useSalespeople } from '@/crm/lookups';
import { optionsOf } from '@/crm/options';
import { useFormats } from '@/formats/useFormats';
import type { ListColumn, ListDefinition, ListFilter, ListQuery } from '@/list/list';
import { EmptyState } from '@/shell/EmptyState';
import { AccountCard } from './AccountCard';

export const accountModels = [
  'res.partner',
  'crm.lead',
  'account.move',
  'res.users',
  'res.country',
  'res.partner.category',
];

export function useAccountsList(): ListDefinition<ListedAccount> {
  const { t } = useTranslation();
  const formats = useFormats();
  const columns = useColumns();
  const filters = useFilters();
  return useMemo(
    () => ({
      name: 'accounts',
      title: t('accounts.title'),
      models: accountModels,
      path: '/api/accounts/real',
      read: readAccounts,
      columns,
      filters,
      searchLabel: t('accounts.search'),
      sort: { by: 'name', order: 'asc' },
      idOf: ({ id }) => String(id),
      titleOf: ({ id, name }) => name ?? `#${id}`,
      hrefOf: ({ id }) => `/accounts/${id}`,
      count: (count) => t('accounts.total', { count, formatted: formats.count(count) }),
      save: async (account, body) => ({ ...account, ...(await writeAccount(account, body)) }),
      Card: AccountCard,
      Bulk: AccountsBulk,
      empty: (
        <EmptyState icon={Building2Icon} title={t('accounts.empty.title')}>
          {t('accounts.empty.text')}
        </EmptyState>
      ),
    }),
    [t, formats, columns, filters],
  );
}

async function readAccounts(query: ListQuery, signal: AbortSignal) {
  const { body, headers } = await answerOf(api.GET('/api/accounts/real', { params: { query }, signal }));
  return { rows: body.accounts, total: body.pagination.total, ...freshnessOf(headers) };
}

function useColumns() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { text, country, salesperson, tags } = usePartnerColumns(salespersonOf);
  return useMemo((): ListColumn<ListedAccount>[] => {
    const money = (id: 'pipeline_value' | 'won_value' | 'receivable'): ListColumn<ListedAccount> => ({
      id,
      header: t(`accounts.field.${id}`),
      width: [7.5, 1],
      end: true,
      cell: (account) =>
        Boolean(account[id]) &&
        (id === 'receivable' ? formats.ledger : formats.money)(account[id] ?? 0, account.currency),
    });
    return [
      text('name', [14, 2], { sortBy: 'name' }),
      text('city', [7, 1]),
      country,
      salesperson('salesperson'),
      money('pipeline_value'),
      money('won_value'),
      money('receivable'),
      {
        id: 'active_opportunities',
        header: t('accounts.field.active_opportunities'),
        width: [5, 0],
        end: true,
        cell: ({ active_opportunities }) =>
          Boolean(active_opportunities) && formats.count(active_opportunities ?? 0),
      },
      {
        id: 'last_activity',
        header: t('accounts.field.last_activity'),
        width: [7, 1],
        cell: ({ last_activity }) => last_activity && formats.day(last_activity.slice(0, 10)),
      },
      text('email', [14, 1], { hidden: true }),
      text('phone', [10, 1], { hidden: true }),
      text('website', [12, 1], { hidden: true }),
      text('street', [12, 1], { hidden: true }),
      text('zip', [6, 0], { hidden: true }),
      text('vat', [9, 1], { hidden: true }),
      text('ref', [8, 1], { hidden: true }),
      tags,
    ];
  }, [t, formats, text, country, salesperson, tags]);
}

const salespersonOf = ({ salesperson_id, salesperson }: ListedAccount) => ({
  id: salesperson_id,
  name: salesperson,
});

function useFilters() {
  const { t } = useTranslation();
  const salespeople = useSalespeople();
  return useMemo(
    (): ListFilter[] => [
      { name: 'city', label: t('contacts.field.city'), kind: 'text' },
      { name: 'country', label: t('contacts.field.country'), kind: 'text' },
      {
        name: 'salesperson_id',
        label: t('leads.field.user'),
        kind: 'choice',
        options: optionsOf(salespeople),
      },
    ],
    [t, salespeople],
  );
}
