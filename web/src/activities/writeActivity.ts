import { answerOf, api, bodyOf } from '@/api/client';
import { idempotencyKey } from '@/api/idempotencyKey';
import type { Activity } from '@/api/types';

export async function writeActivity(activity: Activity, body: Record<string, unknown>): Promise<Activity> {
  const { body: written, headers } = await answerOf(
    api.PATCH('/api/activities/{id}', {
      params: { path: { id: activity.id } },
      headers: { 'If-Match': activity.etag },
      body,
    }),
  );
  return { ...written, etag: headers.get('ETag') ?? '' };
}

/** Through Odoo's own method, which leaves a message on the record. */
export function finishActivity({ id }: Activity, feedback: string | null) {
  return bodyOf(
    api.POST('/api/activities/{id}/done', {
      params: { path: { id } },
      headers: { 'Idempotency-Key': idempotencyKey() },
      body: { feedback },
    }),
  );
}
