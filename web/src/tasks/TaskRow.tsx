import { BellIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Task } from '@/api/types';
import { Checkbox } from '@/components/ui/checkbox';
import { cn } from '@/components/ui/cn';
import { useFormats } from '@/formats/useFormats';
import { TaskDialog } from './TaskDialog';
import { isLateTask } from './late';
import { useTaskStatus } from './useTaskWrites';

interface TaskRowProps {
  task: Task;
  /** Not where all are one person's. */
  withPerson?: boolean;
}

export function TaskRow({ task, withPerson = true }: TaskRowProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { setStatus, isPending } = useTaskStatus();
  const closed = task.status === 'closed';
  const late = isLateTask(task);
  return (
    <li className="flex items-start gap-3 py-2.5" data-testid="task">
      <Checkbox
        className="mt-0.5"
        aria-label={t(closed ? 'tasks.open' : 'tasks.close', { name: task.entity_name })}
        checked={closed}
        disabled={isPending}
        onCheckedChange={() => setStatus({ task, status: closed ? 'open' : 'closed' })}
      />
      <TaskDialog task={task}>
        <button type="button" className="min-w-0 flex-1 rounded text-start">
          <span className={cn('block truncate font-medium', closed && 'text-muted-foreground line-through')}>
            {task.task_type} · {task.entity_name}
          </span>
          <span className="block truncate text-xs text-muted-foreground">
            <span className={cn(late && 'text-destructive')}>{formats.moment(task.task_time)}</span>
            {withPerson && ` · ${task.contact_person.name}`}
          </span>
          {task.note && <span className="line-clamp-2 text-xs text-muted-foreground">{task.note}</span>}
        </button>
      </TaskDialog>
      {task.reminder_at && !closed && (
        <span title={t('tasks.remindsAt', { time: formats.moment(task.reminder_at) })}>
          <BellIcon aria-hidden className="size-3.5 text-muted-foreground" />
          <span className="sr-only">{t('tasks.remindsAt', { time: formats.moment(task.reminder_at) })}</span>
        </span>
      )}
    </li>
  );
}
