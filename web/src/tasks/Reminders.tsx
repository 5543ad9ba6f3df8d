import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { useNow } from '@/changes/useNow';
import { useFormats } from '@/formats/useFormats';
import { dueReminders, rememberTold, told } from './reminders';
import { remindersQuery } from './taskQueries';

const lookMs = 15_000;

/** Reminds of one's own tasks at their time, on whatever page one is, once. Nobody is signed in any more for a moment at its end. */
export function Reminders({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const { data } = useQuery(remindersQuery(userId));
  const now = useNow(lookMs);

  useEffect(() => {
    for (const task of dueReminders(data ?? [], now, told())) {
      rememberTold(task);
      toast(`${task.task_type} · ${task.entity_name}`, {
        id: `reminder-${task.id}`,
        duration: Infinity,
        description: formats.moment(task.task_time),
        action: {
          label: t('tasks.title'),
          onClick: () => void navigate({ to: '/tasks', search: { status: 'open' } as never }),
        },
      });
    }
  }, [data, now, t, formats, navigate]);

  return null;
}
