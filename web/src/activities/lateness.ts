import type { Activity } from '@/api/types';
import { cn } from '@/components/ui/cn';
import { today } from '@/formats/dates';

/** Whether an activity is overdue or due today; null for later, and for one without a day. */
export function latenessOf({ date_deadline: due }: Pick<Activity, 'date_deadline'>) {
  if (due === null || due > today()) return null;
  return due < today() ? 'late' : 'today';
}

/** The colour in which that is told. */
export function latenessClass(activity: Pick<Activity, 'date_deadline'>) {
  const lateness = latenessOf(activity);
  return cn(lateness === 'late' && 'text-destructive', lateness === 'today' && 'text-warning');
}
