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
import { textKind, type ContactText } from './contactFields';
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
  return useMemo((): ListColumn<ListedContact>[] => {
    const text = (
      id: ContactText,
      width: ListColumn<ListedContact>['width'],
      more: Partial<ListColumn<ListedContact>> = {},
    ): ListColumn<ListedContact> => ({
      id,
      header: t(`contacts.field.${id}`),
      width,
      cell: (contact) => contact[id],
      edit: { kind: textKind(id), value: (contact) => contact[id], body: (value) => ({ [id]: value }) },
      ...more,
    });
    return [
      text('name', [14, 2], { sortBy: 'name' }),
      {
        id: 'account',
        header: t('contacts.field.account'),
        width: [12, 2],
        cell: ({ id, account }) => (account?.id === id ? null : account?.name),
      },
      text('function', [9, 1]),
      text('email', [14, 2]),
      text('phone', [10, 1]),
      text('city', [8, 1]),
      {
        id: 'country',
        header: t('contacts.field.country'),
        width: [8, 1],
        cell: ({ country }) => country?.name,
      },
      text('mobile', [10, 1], { hidden: true }),
      text('street', [12, 1], { hidden: true }),
      text('zip', [6, 0], { hidden: true }),
      text('website', [12, 1], { hidden: true }),
      text('vat', [9, 1], { hidden: true }),
      text('ref', [8, 1], { hidden: true }),
      {
        id: 'user',
        header: t('leads.field.user'),
        width: [9, 1],
        hidden: true,
        cell: ({ user }) => user?.name,
      },
    ];
  }, [t]);
}

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
