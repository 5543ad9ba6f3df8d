import type { Task } from '@/api/types';
import { cn } from '@/components/ui/cn';
import { useFormats } from '@/formats/useFormats';
import { isLateTask } from './late';
import { TaskDialog } from './TaskDialog';

export function CalendarTask({ task }: { task: Task }) {
  const formats = useFormats();
  const closed = task.status === 'closed';
  return (
    <li>
      <TaskDialog task={task}>
        <button
          type="button"
          className={cn(
            'block w-full truncate rounded-sm bg-secondary px-1.5 py-0.5 text-start text-xs text-secondary-foreground hover:bg-accent max-md:py-2.5 max-md:text-sm',
            closed && 'line-through',
            isLateTask(task) && 'text-destructive',
          )}
        >
          <span className="tabular-nums">{formats.time(task.task_time)}</span> {task.task_type} ·{' '}
          {task.entity_name}
        </button>
      </TaskDialog>
    </li>
  );
}
