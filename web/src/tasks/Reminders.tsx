import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { useNow } from '@/changes/useNow';
import { useFormats } from '@/formats/useFormats';
import { useUser } from '@/sign-in/session';
import { dueReminders, rememberTold, told } from './reminders';
import { remindersQuery } from './taskQueries';

const lookMs = 15_000;

/** Reminds of one's own tasks at their time, on whatever page one is, once. */
export function Reminders() {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const { data } = useQuery(remindersQuery(useUser().id));
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
