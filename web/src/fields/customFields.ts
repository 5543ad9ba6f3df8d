import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '@/api/graphql';
import type { FieldKind } from './field';

/** A field that this Odoo has and others have not, by Odoo's own label. */
export interface CustomField {
  name: string;
  label: string;
  /** None where it can only be shown. */
  kind: FieldKind | null;
}

interface Introspection {
  __type: { fields: { name: string; description: string | null; type: { name: string | null } }[] } | null;
}

const introspection =
  'query Fields($type: String!) { __type(name: $type) { fields { name description type { name } } } }';

const fieldsQuery = (type: 'Lead' | 'Contact') =>
  queryOptions({
    queryKey: ['lookup', 'fields', type],
    queryFn: async ({ signal }) => {
      const { data } = await graphql<Introspection>(introspection, { type }, signal);
      return data.__type?.fields ?? [];
    },
    staleTime: 5 * 60_000,
  });

/** Those of `custom` that the record has, in the order of their labels. */
export function useCustomFields(type: 'Lead' | 'Contact', custom: Record<string, unknown>): CustomField[] {
  const { t } = useTranslation();
  const { data } = useQuery(fieldsQuery(type));
  return useMemo(
    () =>
      Object.keys(custom)
        .map((name) => {
          const known = data?.find((field) => field.name === name);
          const yesNo = [
            { value: 'true', label: t('fields.yes') },
            { value: 'false', label: t('fields.no') },
          ];
          return { name, label: known?.description ?? name, kind: kindOf(known?.type.name, yesNo) };
        })
        .sort((a, b) => a.label.localeCompare(b.label)),
    [data, custom, t],
  );
}

function kindOf(
  type: string | null | undefined,
  yesNo: Extract<FieldKind, { type: 'choice' }>['choices'],
): FieldKind | null {
  switch (type) {
    case 'String':
      return { type: 'text' };
    case 'Int':
      return { type: 'number', whole: true };
    case 'Float':
      return { type: 'number' };
    case 'Date':
      return { type: 'date' };
    case 'Boolean':
      return { type: 'choice', choices: yesNo, required: true };
    default:
      return null;
  }
}
