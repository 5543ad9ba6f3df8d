import { answerOf, api } from '@/api/client';

interface Held {
  id: number;
  etag: string;
}

export async function writeContact({ id, etag }: Held, body: Record<string, unknown>) {
  const { body: contact, headers } = await answerOf(
    api.PATCH('/api/contacts/{id}', { params: { path: { id } }, headers: { 'If-Match': etag }, body }),
  );
  return { ...contact, etag: headers.get('ETag') ?? '' };
}

export async function writeAccount({ id, etag }: Held, body: Record<string, unknown>) {
  const { body: account, headers } = await answerOf(
    api.PATCH('/api/accounts/real/{id}', { params: { path: { id } }, headers: { 'If-Match': etag }, body }),
  );
  return { ...account, etag: headers.get('ETag') ?? '' };
}
