import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { api, bodyOf } from '@/api/client';
import { idempotencyKey } from '@/api/idempotencyKey';
import type { LeadsChange, ListedLead, WrittenRecord } from '@/api/types';
import type { Outcome } from '@/list/BulkOutcome';
import { seenVersions, type NamedLead } from './seenVersions';

export interface ManyLeads {
  leads: readonly NamedLead[];
  change: Omit<LeadsChange, 'ids' | 'etags'>;
}

interface ManySeen extends ManyLeads {
  /** By id, as the person saw them when they said so: it may be sent later, where the network is away. */
  etags: Record<string, string>;
}

interface Told {
  /** Every one was changed. */
  onAll: () => void;
  /** Some stayed as they were, each for its reason. */
  onPartly: (outcome: Outcome) => void;
}

const mutationKey = ['leads', 'many'];

/** One write for many leads, none of which undoes a colleague's, with what came of each; it ends when the pages show it. */
export function useChangeLeads({ onAll, onPartly }: Told) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const attempt = useRef({ text: '', key: '' });
  /** What the person was told of those that had changed: with that in mind they may do it again. */
  const told = useRef(new Map<number, string>());

  const { mutate, isPending } = useMutation({
    mutationKey,
    mutationFn: ({ leads, change, etags }: ManySeen) => {
      const body = { ...change, ids: leads.map(({ id }) => id), etags };
      const text = JSON.stringify(body);
      // The same change sent again after a time-out must not be made twice.
      if (attempt.current.text !== text) attempt.current = { text, key: idempotencyKey() };
      const headers = { 'Idempotency-Key': attempt.current.key };
      return bodyOf(api.PATCH('/api/crm/leads', { headers, body }));
    },
    onSuccess: ({ updated, results }, { leads, change }) => {
      attempt.current = { text: '', key: '' };
      const unchanged = results.filter(({ outcome }) => outcome !== 'updated');
      for (const { id, current } of unchanged)
        if (current) told.current.set(id, (current as ListedLead).etag);
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
            // What was lost by mistake comes back, whatever else has become of it.
            onClick: () => mutate({ leads, change: { action: 'restore' }, etags: {} }),
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

  function reasonOf({ outcome, error, current }: WrittenRecord) {
    if (outcome === 'stale') return t('leads.many.stale', { state: stateOf(current as ListedLead) });
    // Why Odoo refuses it, Odoo says best.
    if (outcome === 'refused' && error) return error;
    return t(outcome === 'failed' ? 'list.bulk.failedOne' : `list.bulk.${outcome as 'refused'}`);
  }

  /** Where a lead stands by now, and whose it is. */
  function stateOf({ won_status, stage, user, priority }: ListedLead) {
    const state = won_status === 'lost' ? t('leads.outcome.lost') : stage?.name;
    const stars = '★'.repeat(Number(priority ?? 0));
    return [state, user?.name ?? t('leads.nobody'), stars].filter(Boolean).join(' · ');
  }

  const changeLeads = (many: ManyLeads) => {
    const known = many.leads.map(({ id, name, etag }) => ({ id, name, etag: told.current.get(id) ?? etag }));
    mutate({ ...many, etags: seenVersions(queryClient, known) });
  };

  return { changeLeads, isChanging: isPending };
}

/** The leads that a write of many is changing just now. */
export function useChangingLeads(): ReadonlySet<number> {
  const running = useMutationState({
    filters: { mutationKey, status: 'pending' },
    select: ({ state }) => (state.variables as ManyLeads).leads.map(({ id }) => id),
  });
  return useMemo(() => new Set(running.flat()), [running]);
}
