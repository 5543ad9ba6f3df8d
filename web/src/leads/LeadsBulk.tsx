import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { api, bodyOf } from '@/api/client';
import { idempotencyKey } from '@/api/idempotencyKey';
import type { LeadsChange, ManyWritten, WrittenRecord } from '@/api/types';
import { Button } from '@/components/ui/button';
import { useSalespeople, useStages, useTags, useTeams } from '@/crm/lookups';
import { BulkBar } from '@/list/BulkBar';
import { BulkChoice } from '@/list/BulkChoice';
import { BulkOutcome, type Outcome } from '@/list/BulkOutcome';
import type { ListAction } from '@/list/list';
import { priorities } from './leadFields';
import { LostDialog } from './LostDialog';

interface NamedLead {
  id: number;
  name: string | null;
}

export function LeadsBulk({ selected, clear }: ListAction<NamedLead>) {
  const { t } = useTranslation();
  const [stages, teams, tags, salespeople] = [useStages(), useTeams(), useTags(), useSalespeople()];
  const [losing, setLosing] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const change = useChange(selected, clear, setOutcome);
  const set = (values: NonNullable<LeadsChange['set']>) => change.mutate({ set: values });

  return (
    <>
      <BulkBar count={selected.size} busy={change.isPending} clear={clear}>
        <BulkChoice
          label={t('leads.bulk.stage')}
          choices={stages}
          onChoose={(id) => set({ stage_id: Number(id) })}
        />
        <BulkChoice
          label={t('leads.bulk.user')}
          choices={salespeople}
          onChoose={(id) => set({ user_id: Number(id) })}
        />
        <BulkChoice
          label={t('leads.bulk.team')}
          choices={teams}
          onChoose={(id) => set({ team_id: Number(id) })}
        />
        <BulkChoice
          label={t('leads.bulk.addTag')}
          choices={tags}
          onChoose={(id) => set({ add_tag_ids: [Number(id)] })}
        />
        <BulkChoice
          label={t('leads.bulk.removeTag')}
          choices={tags}
          onChoose={(id) => set({ remove_tag_ids: [Number(id)] })}
        />
        <BulkChoice
          label={t('leads.bulk.priority')}
          choices={priorities.map((value) => ({ value, label: t(`leads.priority.${value}`) }))}
          onChoose={(value) => set({ priority: value as (typeof priorities)[number] })}
        />
        <Button variant="outline" size="sm" onClick={() => change.mutate({ action: 'won' })}>
          {t('leads.bulk.won')}
        </Button>
        <Button variant="outline" size="sm" onClick={() => setLosing(true)}>
          {t('leads.bulk.lost')}
        </Button>
        <Button variant="outline" size="sm" onClick={() => change.mutate({ action: 'restore' })}>
          {t('leads.bulk.restore')}
        </Button>
      </BulkBar>
      {losing && (
        <LostDialog
          count={selected.size}
          onClose={() => setLosing(false)}
          onLose={(reason) => {
            setLosing(false);
            change.mutate({ action: 'lost', ...(reason !== null && { lost_reason_id: reason }) });
          }}
        />
      )}
      {outcome && <BulkOutcome outcome={outcome} onClose={() => setOutcome(null)} />}
    </>
  );
}

function useChange(
  selected: ReadonlyMap<string, NamedLead>,
  clear: () => void,
  tell: (outcome: Outcome) => void,
) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const attempt = useRef({ text: '', key: '' });

  return useMutation({
    mutationFn: (change: Omit<LeadsChange, 'ids'>) => {
      const body = { ...change, ids: [...selected.values()].map(({ id }) => id) };
      const text = JSON.stringify(body);
      // The same change sent again after a time-out must not be made twice.
      if (attempt.current.text !== text) attempt.current = { text, key: idempotencyKey() };
      const headers = { 'Idempotency-Key': attempt.current.key };
      return bodyOf(api.PATCH('/api/crm/leads', { headers, body }));
    },
    onSuccess: (written) => {
      attempt.current = { text: '', key: '' };
      const unchanged = written.results.filter(({ outcome }) => outcome !== 'updated');
      if (unchanged.length === 0) {
        toast.success(t('list.bulk.done', { count: written.updated }));
        clear();
      } else tell(outcomeOf(written, unchanged));
    },
    onError: (error) => toast.error(t('list.bulk.failed'), { description: error.message }),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['list'] });
      void queryClient.invalidateQueries({ queryKey: ['opportunities'] });
    },
  });

  function outcomeOf(written: ManyWritten, unchanged: readonly WrittenRecord[]): Outcome {
    return {
      updated: written.updated,
      total: written.results.length,
      unchanged: unchanged.map(({ id, outcome, error }) => ({
        id: String(id),
        title: selected.get(String(id))?.name ?? `#${id}`,
        reason:
          error ?? t(outcome === 'failed' ? 'list.bulk.failedOne' : `list.bulk.${outcome as 'refused'}`),
      })),
    };
  }
}
