import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSalespeople, useTags, useTeams } from '@/crm/lookups';
import { optionsOf } from '@/crm/options';
import type { ListFilter } from '@/list/list';

/** What narrows both the board and the list of opportunities. */
export function useBoardFilters() {
  const { t } = useTranslation();
  const [salespeople, teams, tags] = [useSalespeople(), useTeams(), useTags()];
  return useMemo(
    (): ListFilter[] => [
      {
        name: 'salesperson_id',
        label: t('leads.field.user'),
        kind: 'choice',
        options: optionsOf(salespeople),
      },
      { name: 'team_id', label: t('leads.field.team'), kind: 'choice', options: optionsOf(teams) },
      { name: 'tag_id', label: t('leads.field.tags'), kind: 'choice', options: optionsOf(tags) },
      { name: 'min_value', label: t('board.list.min_value'), kind: 'number', money: true },
      { name: 'max_value', label: t('board.list.max_value'), kind: 'number', money: true },
      { name: 'closing_from', label: t('board.list.closing_from'), kind: 'date' },
      { name: 'closing_to', label: t('board.list.closing_to'), kind: 'date' },
    ],
    [t, salespeople, teams, tags],
  );
}
