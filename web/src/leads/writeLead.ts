import { answerOf, api } from '@/api/client';
import type { LeadWrite } from '@/api/types';

export async function writeLead({ id, etag }: { id: number; etag: string }, body: LeadWrite) {
  const { body: lead, headers } = await answerOf(
    api.PUT('/api/crm/leads/{id}', { params: { path: { id } }, headers: { 'If-Match': etag }, body }),
  );
  return { ...lead, etag: headers.get('ETag') ?? '' };
}

export type LeadVerb = 'won' | 'restore' | 'convert';

/** Odoo's own methods, each with what it does beyond the fields. */
export async function tellLead({ id, etag }: { id: number; etag: string }, verb: LeadVerb) {
  const request = { params: { path: { id } }, headers: { 'If-Match': etag } };
  const { body, headers } = await answerOf(
    verb === 'won'
      ? api.POST('/api/crm/leads/{id}/won', request)
      : verb === 'restore'
        ? api.POST('/api/crm/leads/{id}/restore', request)
        : api.POST('/api/crm/leads/{id}/convert', { ...request, body: {} }),
  );
  return { ...body, etag: headers.get('ETag') ?? '' };
}

export async function loseLead({ id, etag }: { id: number; etag: string }, reasonId: number | null) {
  const { body, headers } = await answerOf(
    api.POST('/api/crm/leads/{id}/lost', {
      params: { path: { id } },
      headers: { 'If-Match': etag },
      body: { lost_reason_id: reasonId },
    }),
  );
  return { ...body, etag: headers.get('ETag') ?? '' };
}
