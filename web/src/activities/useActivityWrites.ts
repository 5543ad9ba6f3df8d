import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { api, bodyOf } from '@/api/client';
import { idempotencyKey } from '@/api/idempotencyKey';
import type { Activity } from '@/api/types';
import { finishActivity } from './writeActivity';

export interface Plan {
  res_model: string;
  res_id: number;
  summary: string;
  note?: string;
  date_deadline: string;
  user_id?: number;
  activity_type_id?: number;
}

function useReadAgain() {
  const queryClient = useQueryClient();
  return () => {
    void queryClient.invalidateQueries({ queryKey: ['activities'] });
    void queryClient.invalidateQueries({ queryKey: ['list', 'activities'] });
    void queryClient.invalidateQueries({ queryKey: ['notes'] });
  };
}

export function useDone() {
  const { t } = useTranslation();
  const readAgain = useReadAgain();
  return useMutation({
    mutationFn: ({ activity, feedback }: { activity: Activity; feedback: string | null }) =>
      finishActivity(activity, feedback),
    onSuccess: (_answer, { activity }) =>
      toast.success(t('activities.doneToast', { name: activity.summary ?? activity.activity_type?.name })),
    onError: (error) => toast.error(t('activities.notDone'), { description: error.message }),
    onSettled: readAgain,
  });
}

export function usePlan(onPlanned: () => void) {
  const readAgain = useReadAgain();
  return useMutation({
    mutationFn: (plan: Plan) =>
      bodyOf(api.POST('/api/activities', { headers: { 'Idempotency-Key': idempotencyKey() }, body: plan })),
    onSuccess: () => {
      readAgain();
      onPlanned();
    },
  });
}
