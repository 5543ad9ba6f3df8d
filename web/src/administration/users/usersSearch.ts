export const approvals = ['pending', 'approved', 'rejected'] as const;
export type Approval = (typeof approvals)[number];

export interface UsersSearch {
  q?: string;
  status?: Approval;
}

export function usersSearch(search: Record<string, unknown>): UsersSearch {
  // The router reads ?q=2026 as a number.
  const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q).trim() : '';
  const status = approvals.find((known) => known === search.status);
  return { ...(q && { q }), ...(status && { status }) };
}
