import { describe, expect, it } from 'vitest';
import type { AccountHistoryEntry, HistoryEntry, Note, Task } from '@/api/types';
import { pastOfAccount, pastOfLead, type PastInvoice } from './past';

const lead = { create_date: '2026-01-01T00:00:00Z' };

function change(field: string, at: string, by = 'Ada'): HistoryEntry {
  return { field, old: 'a', new: 'b', at, seen_at: at, by };
}

function note(id: number, date: string) {
  return { id, date, author: { id: 1, name: 'Ben' }, text: 'Hello' } as Note;
}

function closed(id: string, at: string) {
  return { id, closed_at: at, contact_person: { name: 'Ada' } } as Task;
}

describe('the past of a lead', () => {
  it('is one story of changes and notes, the latest first, from its creation on', () => {
    const past = pastOfLead(lead, {
      history: [change('stage_id', '2026-03-01T00:00:00Z')],
      notes: [note(1, '2026-02-01T00:00:00Z'), note(2, '2026-04-01T00:00:00Z')],
      tasks: [closed('call', '2026-02-15T00:00:00Z')],
    });
    expect(past.map(({ kind, key }) => (kind === 'note' ? key : kind))).toEqual([
      'note-2',
      'change',
      'task',
      'note-1',
      'created',
    ]);
  });

  it('tells at once what was written at once', () => {
    const at = '2026-03-01T00:00:00Z';
    const past = pastOfLead(lead, {
      history: [change('stage_id', at), change('probability', at), change('user_id', at, 'Cy')],
      notes: [],
      tasks: [],
    });
    expect(past.map((event) => (event.kind === 'change' ? event.changes.length : 0))).toEqual([2, 1, 0]);
  });
});

describe('the past of an account', () => {
  const of = (lead: number, at: string): AccountHistoryEntry => ({
    ...change('stage_id', at),
    lead_id: lead,
    lead_name: `Lead ${lead}`,
  });

  it('tells of each lead by itself, between what was billed and what was done', () => {
    const at = '2026-03-01T00:00:00Z';
    const past = pastOfAccount({
      history: [of(1, at), of(2, at)],
      invoices: [{ id: 7, invoice_date: '2026-03-02', salesperson: 'Ben' } as PastInvoice],
      tasks: [closed('call', '2026-02-15T00:00:00Z')],
    });
    expect(past.map((event) => (event.kind === 'change' ? event.lead?.name : event.kind))).toEqual([
      'invoice',
      'Lead 1',
      'Lead 2',
      'task',
    ]);
  });
});
