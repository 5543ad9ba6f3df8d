import { useTranslation } from 'react-i18next';
import type { Activity } from '@/api/types';
import { Button } from '@/components/ui/button';
import { useSalespeople } from '@/crm/lookups';
import { BulkBar } from '@/list/BulkBar';
import { BulkChoice } from '@/list/BulkChoice';
import { BulkOutcome } from '@/list/BulkOutcome';
import type { ListAction } from '@/list/list';
import { useWriteEach } from '@/list/useWriteEach';
import { activityTitle } from './activityTitle';
import { finishActivity, writeActivity } from './writeActivity';

export function ActivitiesBulk(action: ListAction<Activity>) {
  const { t } = useTranslation();
  const salespeople = useSalespeople();
  const { writeEach, isWriting, outcome, forget } = useWriteEach(action, {
    name: 'activities',
    titleOf: activityTitle,
  });
  return (
    <>
      <BulkBar count={action.selected.size} busy={isWriting} clear={action.clear}>
        <Button variant="outline" size="sm" onClick={() => writeEach((row) => finishActivity(row, null))}>
          {t('activities.done')}
        </Button>
        <BulkChoice
          label={t('leads.bulk.user')}
          choices={salespeople}
          onChoose={(id) => writeEach((row) => writeActivity(row, { user_id: Number(id) }))}
        />
      </BulkBar>
      {outcome && <BulkOutcome outcome={outcome} onClose={forget} />}
    </>
  );
}
