import type { Activity } from '@/api/types';

export function activityTitle({ id, summary, activity_type }: Activity) {
  return summary ?? activity_type?.name ?? `#${id}`;
}
