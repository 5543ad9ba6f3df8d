import { useTranslation } from 'react-i18next';
import type { Task } from '@/api/types';
import { cn } from '@/components/ui/cn';
import { useFormats } from '@/formats/useFormats';
import { isLateTask } from './late';
import { TaskDialog } from './TaskDialog';

export function TaskCard({ row: task }: { row: Task }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const closed = task.status === 'closed';
  return (
    <TaskDialog task={task}>
      <button type="button" className="flex h-full w-full min-w-0 flex-col justify-between text-start">
        <span className="w-full">
          <span className={cn('block truncate font-medium', closed && 'text-muted-foreground line-through')}>
            {task.entity_name}
          </span>
          <span className="block truncate text-xs text-muted-foreground">{task.task_type}</span>
        </span>
        <span className="flex w-full gap-2 text-xs text-muted-foreground">
          <span className={cn(isLateTask(task) && 'text-destructive')}>{formats.moment(task.task_time)}</span>
          <span className="min-w-0 truncate">{task.contact_person.name}</span>
          {closed && <span className="ms-auto">{t('tasks.status.closed')}</span>}
        </span>
      </button>
    </TaskDialog>
  );
}
