import { useMemo } from 'react';
import { useCountries, usePartnerTags, useSalespeople } from '@/crm/lookups';
import type { FieldKind } from '@/fields/field';

export const texts = [
  'name',
  'email',
  'phone',
  'mobile',
  'function',
  'website',
  'street',
  'street2',
  'zip',
  'city',
  'vat',
  'ref',
] as const;

export type ContactText = (typeof texts)[number];

const inputs: Partial<Record<ContactText, 'email' | 'tel' | 'url'>> = {
  email: 'email',
  phone: 'tel',
  mobile: 'tel',
};

export function textKind(name: ContactText): Extract<FieldKind, { type: 'text' }> {
  return { type: 'text', required: name === 'name', input: inputs[name] ?? 'text' };
}

/** How the references of a contact are edited. Countries and tags are told to administrators only, so others cannot choose one. */
export function useContactReferences() {
  const salespeople = useSalespeople();
  const [countries, tags] = [useCountries(), usePartnerTags()];
  return useMemo(
    () => ({
      user: { type: 'choice', choices: salespeople } as const,
      country: countries && ({ type: 'choice', choices: countries } as const),
      tags: tags && ({ type: 'many', choices: tags } as const),
    }),
    [salespeople, countries, tags],
  );
}
