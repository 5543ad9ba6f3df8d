import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { api, bodyOf } from '@/api/client';
import { idempotencyKey } from '@/api/idempotencyKey';
import type { LeadsChange, WrittenRecord } from '@/api/types';
import type { Outcome } from '@/list/BulkOutcome';

export interface NamedLead {
  id: number;
  name: string | null;
}

export interface ManyLeads {
  leads: readonly NamedLead[];
  change: Omit<LeadsChange, 'ids'>;
}

interface Told {
  /** Every one was changed. */
  onAll: () => void;
  /** Some stayed as they were, each for its reason. */
  onPartly: (outcome: Outcome) => void;
}

const mutationKey = ['leads', 'many'];

/** One write for many leads, with what came of each; it ends when the pages show it. */
export function useChangeLeads({ onAll, onPartly }: Told) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const attempt = useRef({ text: '', key: '' });

  const { mutate, isPending } = useMutation({
    mutationKey,
    mutationFn: ({ leads, change }: ManyLeads) => {
      const body = { ...change, ids: leads.map(({ id }) => id) };
      const text = JSON.stringify(body);
      // The same change sent again after a time-out must not be made twice.
      if (attempt.current.text !== text) attempt.current = { text, key: idempotencyKey() };
      const headers = { 'Idempotency-Key': attempt.current.key };
      return bodyOf(api.PATCH('/api/crm/leads', { headers, body }));
    },
    onSuccess: ({ updated, results }, { leads, change }) => {
      attempt.current = { text: '', key: '' };
      const unchanged = results.filter(({ outcome }) => outcome !== 'updated');
      if (unchanged.length > 0)
        return onPartly({
          updated,
          total: results.length,
          unchanged: unchanged.map((result) => ({
            id: String(result.id),
            title: leads.find(({ id }) => id === result.id)?.name ?? `#${result.id}`,
            reason: reasonOf(result),
          })),
        });
      toast.success(t(change.action === 'lost' ? 'leads.many.lost' : 'list.bulk.done', { count: updated }), {
        ...(change.action === 'lost' && {
          action: {
            label: t('leads.undo'),
            onClick: () => mutate({ leads, change: { action: 'restore' } }),
          },
        }),
      });
      onAll();
    },
    onError: (error) => toast.error(t('list.bulk.failed'), { description: error.message }),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['list'] }),
        queryClient.invalidateQueries({ queryKey: ['opportunities'] }),
      ]),
  });

  function reasonOf({ outcome, error }: WrittenRecord) {
    // Why Odoo refuses it, Odoo says best.
    if (outcome === 'refused' && error) return error;
    return t(outcome === 'failed' ? 'list.bulk.failedOne' : `list.bulk.${outcome as 'refused'}`);
  }

  return { changeLeads: mutate, isChanging: isPending };
}

/** The leads that a write of many is changing just now. */
export function useChangingLeads(): ReadonlySet<number> {
  const running = useMutationState({
    filters: { mutationKey, status: 'pending' },
    select: ({ state }) => (state.variables as ManyLeads).leads.map(({ id }) => id),
  });
  return useMemo(() => new Set(running.flat()), [running]);
}
