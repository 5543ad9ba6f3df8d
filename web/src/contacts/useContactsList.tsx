import { ContactRoundIcon } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '@/api/client';
import type { ListedContact } from '@/api/types';
import { freshnessOf } from '@/changes/freshness';
import { useFormats } from '@/formats/useFormats';
import type { ListColumn, ListDefinition, ListFilter, ListQuery } from '@/list/list';
import { EmptyState } from '@/shell/EmptyState';
import { ContactCard } from './ContactCard';
import { ContactsBulk } from './PartnersBulk';
import { usePartnerColumns } from './partnerColumns';
import { writeContact } from './writeContact';

export const contactModels = ['res.partner', 'res.users', 'res.country', 'res.partner.category'];

export function useContactsList(): ListDefinition<ListedContact> {
  const { t } = useTranslation();
  const formats = useFormats();
  const columns = useColumns();
  const filters = useFilters();
  return useMemo(
    () => ({
      name: 'contacts',
      title: t('contacts.title'),
      models: contactModels,
      path: '/api/contacts',
      read: readContacts,
      columns,
      filters,
      searchLabel: t('contacts.search'),
      sort: { by: 'name', order: 'asc' },
      idOf: ({ id }) => String(id),
      titleOf: ({ id, name }) => name ?? `#${id}`,
      hrefOf: ({ id }) => `/contacts/${id}`,
      count: (count) => t('contacts.total', { count, formatted: formats.count(count) }),
      save: async (contact, body) => ({ ...contact, ...(await writeContact(contact, body)) }),
      Card: ContactCard,
      Bulk: ContactsBulk,
      empty: (
        <EmptyState icon={ContactRoundIcon} title={t('contacts.empty.title')}>
          {t('contacts.empty.text')}
        </EmptyState>
      ),
    }),
    [t, formats, columns, filters],
  );
}

async function readContacts(query: ListQuery, signal: AbortSignal) {
  const { body, headers } = await answerOf(api.GET('/api/contacts', { params: { query }, signal }));
  return { rows: body.contacts, total: body.pagination.total, ...freshnessOf(headers) };
}

function useColumns() {
  const { t } = useTranslation();
  const { text, country, salesperson, tags } = usePartnerColumns(salespersonOf);
  return useMemo(
    (): ListColumn<ListedContact>[] => [
      text('name', [12.5, 2], { sortBy: 'name' }),
      {
        id: 'account',
        header: t('contacts.field.account'),
        width: [11, 2],
        cell: ({ id, account }) => (account?.id === id ? null : account?.name),
      },
      text('function', [9, 1]),
      text('email', [12, 2]),
      text('phone', [10, 1]),
      text('city', [7, 1]),
      country,
      text('mobile', [10, 1], { hidden: true }),
      text('street', [12, 1], { hidden: true }),
      text('zip', [6, 0], { hidden: true }),
      text('website', [12, 1], { hidden: true }),
      text('vat', [9, 1], { hidden: true }),
      text('ref', [8, 1], { hidden: true }),
      salesperson('user', { hidden: true }),
      tags,
    ],
    [t, text, country, salesperson, tags],
  );
}

const salespersonOf = ({ user }: ListedContact) => user;

function useFilters() {
  const { t } = useTranslation();
  return useMemo(
    (): ListFilter[] => [
      {
        name: 'is_company',
        label: t('contacts.kind'),
        kind: 'choice',
        quick: true,
        options: [
          { value: 'false', label: t('contacts.persons') },
          { value: 'true', label: t('contacts.companies') },
        ],
      },
      {
        name: 'active',
        label: t('contacts.inUse'),
        kind: 'choice',
        options: [
          { value: 'true', label: t('list.yes') },
          { value: 'false', label: t('list.no') },
        ],
      },
    ],
    [t],
  );
}
