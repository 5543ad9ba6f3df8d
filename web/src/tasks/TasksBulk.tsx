import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { api, bodyOf } from '@/api/client';
import type { Task } from '@/api/types';
import { Button } from '@/components/ui/button';
import { BulkBar } from '@/list/BulkBar';
import { BulkOutcome, type Outcome } from '@/list/BulkOutcome';
import type { ListAction } from '@/list/list';
import { useReadTasksAgain } from './useTaskWrites';

export function TasksBulk({ selected, clear, keep }: ListAction<Task>) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const readAgain = useReadTasksAgain();
  const { mutate, isPending } = useMutation({
    mutationFn: (status: 'open' | 'closed') =>
      bodyOf(api.PATCH('/api/tasks/status', { body: { ids: [...selected.keys()], status } })),
    onSuccess: ({ updated, not_found, forbidden }) => {
      const unchanged = [
        ...not_found.map((id) => ({ id, reason: t('list.bulk.not_found') })),
        ...forbidden.map((id) => ({ id, reason: t('list.bulk.forbidden') })),
      ].map((each) => ({ ...each, title: selected.get(each.id)?.entity_name ?? each.id }));
      if (unchanged.length > 0) {
        setOutcome({ updated, total: selected.size, unchanged });
        keep(new Set(unchanged.map(({ id }) => id)));
      } else {
        toast.success(t('list.bulk.done', { count: updated }));
        clear();
      }
    },
    onError: (error) => toast.error(t('list.bulk.failed'), { description: error.message }),
    onSettled: readAgain,
  });
  return (
    <>
      <BulkBar count={selected.size} busy={isPending} clear={clear}>
        <Button variant="outline" size="sm" onClick={() => mutate('closed')}>
          {t('tasks.bulk.close')}
        </Button>
        <Button variant="outline" size="sm" onClick={() => mutate('open')}>
          {t('tasks.bulk.open')}
        </Button>
      </BulkBar>
      {outcome && <BulkOutcome outcome={outcome} onClose={() => setOutcome(null)} />}
    </>
  );
}
