import type { Task } from '@/api/types';

type Reminder = Pick<Task, 'id' | 'reminder_at' | 'status'>;

const storageKey = 'causeway.reminders';
/** So that what is remembered does not grow for ever. */
const most = 200;

function keyOf({ id, reminder_at }: Reminder) {
  return `${id}@${reminder_at}`;
}

/** Whose time has come and which were not told before; a reminder that was moved is told again. */
export function dueReminders<T extends Reminder>(
  tasks: readonly T[],
  now: number,
  known: readonly string[],
): T[] {
  return tasks.filter(
    (task) =>
      task.status === 'open' &&
      task.reminder_at !== null &&
      Date.parse(task.reminder_at) <= now &&
      !known.includes(keyOf(task)),
  );
}

export function told(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(stored) ? stored.filter((key) => typeof key === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberTold(task: Reminder) {
  localStorage.setItem(storageKey, JSON.stringify([keyOf(task), ...told()].slice(0, most)));
}
