import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedLead } from '@/api/types';
import { findPartners, useSalespeople, useStages, useTags, useTeams } from '@/crm/lookups';
import type { FieldKind, FieldValue } from '@/fields/field';

type ShownLead = Pick<ListedLead, keyof Omit<ListedLead, 'etag' | 'deleted'>>;

/** How one field of a lead is edited, wherever it is shown: the body's name, the kind, and the value that the body takes. */
export interface LeadField {
  write: string;
  kind: FieldKind;
  value: (lead: ShownLead) => FieldValue;
}

export const priorities = ['0', '1', '2', '3'] as const;

export function useLeadFields() {
  const { t } = useTranslation();
  const [stages, teams, tags, salespeople] = [useStages(), useTeams(), useTags(), useSalespeople()];
  return useMemo(() => {
    const priority = priorities.map((value) => ({ value, label: t(`leads.priority.${value}`) }));
    return {
      name: { write: 'name', kind: { type: 'text', required: true }, value: (lead) => lead.name },
      stage: {
        write: 'stage_id',
        kind: { type: 'choice', choices: stages, required: true },
        value: (lead) => lead.stage?.id ?? null,
      },
      user: {
        write: 'user_id',
        kind: { type: 'choice', choices: salespeople },
        value: (lead) => lead.user?.id ?? null,
      },
      team: {
        write: 'team_id',
        kind: { type: 'choice', choices: teams },
        value: (lead) => lead.team?.id ?? null,
      },
      partner: {
        write: 'partner_id',
        kind: { type: 'search', find: findPartners, label: null },
        value: (lead) => lead.partner?.id ?? null,
      },
      contact_name: { write: 'contact_name', kind: { type: 'text' }, value: (lead) => lead.contact_name },
      partner_name: { write: 'partner_name', kind: { type: 'text' }, value: (lead) => lead.partner_name },
      email_from: {
        write: 'email_from',
        kind: { type: 'text', input: 'email' },
        value: (lead) => lead.email_from,
      },
      phone: { write: 'phone', kind: { type: 'text', input: 'tel' }, value: (lead) => lead.phone },
      expected_revenue: {
        write: 'expected_revenue',
        kind: { type: 'number' },
        value: (lead) => lead.expected_revenue,
      },
      probability: {
        write: 'probability',
        kind: { type: 'number', min: 0, max: 100 },
        value: (lead) => lead.probability,
      },
      priority: {
        write: 'priority',
        kind: { type: 'choice', choices: priority, required: true },
        value: (lead) => lead.priority,
      },
      date_deadline: { write: 'date_deadline', kind: { type: 'date' }, value: (lead) => lead.date_deadline },
      tags: {
        write: 'tag_ids',
        kind: { type: 'many', choices: tags },
        value: (lead) => lead.tags.map(({ id }) => id),
      },
    } satisfies Record<string, LeadField>;
  }, [t, stages, teams, tags, salespeople]);
}

export type LeadFieldName =
  | 'name'
  | 'stage'
  | 'user'
  | 'team'
  | 'partner'
  | 'contact_name'
  | 'partner_name'
  | 'email_from'
  | 'phone'
  | 'expected_revenue'
  | 'probability'
  | 'priority'
  | 'date_deadline'
  | 'tags';
