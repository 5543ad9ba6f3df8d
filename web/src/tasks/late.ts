import type { Task } from '@/api/types';

export function isLateTask(task: Pick<Task, 'status' | 'task_time'>, now = Date.now()) {
  return task.status === 'open' && Date.parse(task.task_time) < now;
}
