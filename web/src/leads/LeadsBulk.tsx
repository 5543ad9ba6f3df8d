import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeadsChange } from '@/api/types';
import { Button } from '@/components/ui/button';
import { useSalespeople, useStages, useTags, useTeams } from '@/crm/lookups';
import { BulkBar } from '@/list/BulkBar';
import { BulkChoice } from '@/list/BulkChoice';
import { BulkOutcome, type Outcome } from '@/list/BulkOutcome';
import type { ListAction } from '@/list/list';
import { priorities } from './leadFields';
import { LostDialog } from './LostDialog';
import type { NamedLead } from './seenVersions';
import { useChangeLeads, type ManyLeads } from './useChangeLeads';

interface LeadsBulkProps extends ListAction<NamedLead> {
  /** False where no lost ones are shown. */
  restorable?: boolean;
}

export function LeadsBulk({ selected, clear, keep, restorable = true }: LeadsBulkProps) {
  const { t } = useTranslation();
  const [stages, teams, tags, salespeople] = [useStages(), useTeams(), useTags(), useSalespeople()];
  const [losing, setLosing] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { changeLeads, isChanging } = useChangeLeads({
    onAll: clear,
    onPartly: (told) => {
      setOutcome(told);
      keep(new Set(told.unchanged.map(({ id }) => id)));
    },
  });
  const change = (how: ManyLeads['change']) => changeLeads({ leads: [...selected.values()], change: how });
  const set = (values: NonNullable<LeadsChange['set']>) => change({ set: values });

  return (
    <>
      <BulkBar count={selected.size} busy={isChanging} clear={clear}>
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
        <Button variant="outline" size="sm" onClick={() => change({ action: 'won' })}>
          {t('leads.bulk.won')}
        </Button>
        <Button variant="outline" size="sm" onClick={() => setLosing(true)}>
          {t('leads.bulk.lost')}
        </Button>
        {restorable && (
          <Button variant="outline" size="sm" onClick={() => change({ action: 'restore' })}>
            {t('leads.bulk.restore')}
          </Button>
        )}
      </BulkBar>
      {losing && (
        <LostDialog
          count={selected.size}
          onClose={() => setLosing(false)}
          onLose={(reason) => {
            setLosing(false);
            change({ action: 'lost', ...(reason !== null && { lost_reason_id: reason }) });
          }}
        />
      )}
      {outcome && <BulkOutcome outcome={outcome} onClose={() => setOutcome(null)} />}
    </>
  );
}
