import type { Account, AccountHistoryEntry, HistoryEntry, Lead, Note, Task } from '@/api/types';

export type PastInvoice = Account['invoices'][number];

export type PastEvent = { key: string; at: string; by: string | null } & (
  | { kind: 'change'; changes: HistoryEntry[]; lead: { id: number; name: string | null } | null }
  | { kind: 'note'; note: Note }
  | { kind: 'task'; task: Task }
  | { kind: 'invoice'; invoice: PastInvoice }
  | { kind: 'created' }
);

interface LeadsPast {
  history: readonly HistoryEntry[];
  notes: readonly Note[];
  tasks: readonly Task[];
}

/** One story of what the mirror saw, what Odoo's chatter says and what was done, the latest first. */
export function pastOfLead(
  lead: Pick<Lead, 'create_date'>,
  { history, notes, tasks }: LeadsPast,
): PastEvent[] {
  const events = latestFirst([
    ...changesOf(history),
    ...tasks.map(doneTask),
    ...notes.map((note) => ({
      key: `note-${note.id}`,
      at: note.date ?? '',
      by: note.author?.name ?? note.email_from,
      kind: 'note' as const,
      note,
    })),
  ]);
  if (lead.create_date) events.push({ key: 'created', at: lead.create_date, by: null, kind: 'created' });
  return events;
}

interface AccountsPast {
  history: readonly AccountHistoryEntry[];
  invoices: readonly PastInvoice[];
  tasks: readonly Task[];
}

/** The same of an account: what became of its leads, what was billed, what was done. */
export function pastOfAccount({ history, invoices, tasks }: AccountsPast): PastEvent[] {
  return latestFirst([...changesOf(history), ...tasks.map(doneTask), ...invoices.flatMap(billed)]);
}

function billed(invoice: PastInvoice): PastEvent[] {
  const { id, invoice_date: at, salesperson: by } = invoice;
  return at === null ? [] : [{ key: `invoice-${id}`, at, by, kind: 'invoice', invoice }];
}

const latestFirst = (events: PastEvent[]) => events.sort((a, b) => b.at.localeCompare(a.at));

/** What was written at once is told at once. */
function changesOf(history: readonly (HistoryEntry | AccountHistoryEntry)[]): PastEvent[] {
  const together = new Map<string, (HistoryEntry | AccountHistoryEntry)[]>();
  for (const entry of history) {
    const key = `${entry.seen_at}/${entry.by}/${leadOf(entry)?.id ?? ''}`;
    together.set(key, [...(together.get(key) ?? []), entry]);
  }
  return [...together].map(([key, changes]) => ({
    key,
    at: changes[0]?.at ?? changes[0]?.seen_at ?? '',
    by: changes[0]?.by ?? null,
    kind: 'change' as const,
    changes,
    lead: changes[0] ? leadOf(changes[0]) : null,
  }));
}

function leadOf(entry: HistoryEntry | AccountHistoryEntry) {
  return 'lead_id' in entry ? { id: entry.lead_id, name: entry.lead_name } : null;
}

function doneTask(task: Task): PastEvent {
  return {
    key: `task-${task.id}`,
    at: task.closed_at ?? task.updated_at,
    by: task.contact_person.name,
    kind: 'task',
    task,
  };
}
