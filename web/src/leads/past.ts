import type { HistoryEntry, Lead, Note } from '@/api/types';

export type PastEvent = { key: string; at: string; by: string | null } & (
  { kind: 'change'; changes: HistoryEntry[] } | { kind: 'note'; note: Note } | { kind: 'created' }
);

/** One story of what the mirror saw and what Odoo's chatter says, the latest first. */
export function pastOf(lead: Pick<Lead, 'create_date'>, history: HistoryEntry[], notes: Note[]): PastEvent[] {
  const events: PastEvent[] = [
    ...changesOf(history),
    ...notes.map((note) => ({
      key: `note-${note.id}`,
      at: note.date ?? '',
      by: note.author?.name ?? note.email_from,
      kind: 'note' as const,
      note,
    })),
  ];
  events.sort((a, b) => b.at.localeCompare(a.at));
  if (lead.create_date) events.push({ key: 'created', at: lead.create_date, by: null, kind: 'created' });
  return events;
}

/** What was written at once is told at once. */
function changesOf(history: HistoryEntry[]): PastEvent[] {
  const together = new Map<string, HistoryEntry[]>();
  for (const entry of history) {
    const key = `${entry.seen_at}/${entry.by}`;
    together.set(key, [...(together.get(key) ?? []), entry]);
  }
  return [...together].map(([key, changes]) => ({
    key,
    at: changes[0]?.at ?? changes[0]?.seen_at ?? '',
    by: changes[0]?.by ?? null,
    kind: 'change' as const,
    changes,
  }));
}
