import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedContact } from '@/api/types';
import { TagNames } from '@/leads/TagNames';
import type { ListColumn } from '@/list/list';
import { textKind, useContactReferences, type ContactText } from './contactFields';

/** What an account and a contact have in common, since both are Odoo's partners. */
export type Partner = Pick<ListedContact, 'id' | 'etag' | 'name' | 'country' | 'tags' | 'active'> &
  Partial<Record<ContactText, string | null>>;

type More<Row> = Partial<ListColumn<Row>>;

interface Salesperson {
  id: number | null;
  name: string | null;
}

/** Their columns, of which each list takes what it shows. */
export function usePartnerColumns<Row extends Partner>(salespersonOf: (row: Row) => Salesperson | null) {
  const { t } = useTranslation();
  const references = useContactReferences();
  return useMemo(() => {
    const text = (
      id: ContactText,
      width: ListColumn<Row>['width'],
      more: More<Row> = {},
    ): ListColumn<Row> => ({
      id,
      header: t(`contacts.field.${id}`),
      width,
      cell: (row) => row[id],
      edit: { kind: textKind(id), value: (row) => row[id] ?? null, body: (value) => ({ [id]: value }) },
      ...more,
    });
    const country: ListColumn<Row> = {
      id: 'country',
      header: t('contacts.field.country'),
      width: [7, 1],
      cell: (row) => row.country?.name,
      ...(references.country && {
        edit: {
          kind: references.country,
          value: (row) => row.country?.id ?? null,
          body: (country_id) => ({ country_id }),
        },
      }),
    };
    const salesperson = (id: string, more: More<Row> = {}): ListColumn<Row> => ({
      id,
      header: t('leads.field.user'),
      width: [8, 1],
      cell: (row) => salespersonOf(row)?.name,
      edit: {
        kind: references.user,
        value: (row) => salespersonOf(row)?.id ?? null,
        body: (user_id) => ({ user_id }),
      },
      ...more,
    });
    const tags: ListColumn<Row> = {
      id: 'tags',
      header: t('leads.field.tags'),
      width: [10, 1],
      hidden: true,
      cell: (row) => <TagNames tags={row.tags} />,
      ...(references.tags && {
        edit: {
          kind: references.tags,
          value: (row) => row.tags.map(({ id }) => id),
          body: (category_id) => ({ category_id }),
        },
      }),
    };
    return { text, country, salesperson, tags };
  }, [t, references, salespersonOf]);
}
