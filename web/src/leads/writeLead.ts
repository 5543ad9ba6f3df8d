import { answerOf, api } from '@/api/client';
import type { Lead } from '@/api/types';

/** A lead with the stamp by which a write finds out whether somebody else was there first. */
export interface HeldLead extends Lead {
  etag: string;
}

export async function writeLead({ id, etag }: { id: number; etag: string }, body: Record<string, unknown>) {
  const { body: lead, headers } = await answerOf(
    api.PUT('/api/crm/leads/{id}', {
      params: { path: { id } },
      headers: { 'If-Match': etag },
      body: body,
    }),
  );
  return { ...lead, etag: headers.get('ETag') ?? '' };
}
