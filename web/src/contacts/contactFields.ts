import { useMemo } from 'react';
import { api, bodyOf } from '@/api/client';
import { useSalespeople } from '@/crm/lookups';
import type { Choice, FieldKind } from '@/fields/field';
import { useUser } from '@/sign-in/session';

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

export function textKind(name: ContactText): FieldKind {
  return { type: 'text', required: name === 'name', input: inputs[name] ?? 'text' };
}

/** How the references of a contact are edited. Countries are told to administrators only, so others cannot choose one. */
export function useContactReferences() {
  const salespeople = useSalespeople();
  const admin = useUser().role === 'admin';
  return useMemo(
    () => ({
      user: { type: 'choice', choices: salespeople } satisfies FieldKind,
      country: admin ? ({ type: 'search', find: findCountries, label: null } satisfies FieldKind) : null,
    }),
    [salespeople, admin],
  );
}

async function findCountries(q: string, signal: AbortSignal): Promise<Choice[]> {
  const query = { fields: 'name', sort_by: 'name', per_page: 100, ...(q && { 'name[ilike]': q }) };
  const { records } = await bodyOf(
    api.GET('/api/records/{model}', { params: { path: { model: 'res.country' }, query }, signal }),
  );
  return (records as unknown as { id: number; name: string }[]).map(({ id, name }) => ({
    value: id,
    label: name,
  }));
}
