import { describe, expect, it } from 'vitest';
import type { HistoryEntry, Note } from '@/api/types';
import { pastOf } from './past';

const lead = { create_date: '2026-01-01T00:00:00Z' };

function change(field: string, at: string, by = 'Ada'): HistoryEntry {
  return { field, old: 'a', new: 'b', at, seen_at: at, by };
}

function note(id: number, date: string) {
  return { id, date, author: { id: 1, name: 'Ben' }, text: 'Hello' } as Note;
}

describe('the past of a lead', () => {
  it('is one story of changes and notes, the latest first, from its creation on', () => {
    const past = pastOf(
      lead,
      [change('stage_id', '2026-03-01T00:00:00Z')],
      [note(1, '2026-02-01T00:00:00Z'), note(2, '2026-04-01T00:00:00Z')],
    );
    expect(past.map(({ kind, key }) => (kind === 'note' ? key : kind))).toEqual([
      'note-2',
      'change',
      'note-1',
      'created',
    ]);
  });

  it('tells at once what was written at once', () => {
    const at = '2026-03-01T00:00:00Z';
    const past = pastOf(
      lead,
      [change('stage_id', at), change('probability', at), change('user_id', at, 'Cy')],
      [],
    );
    expect(past.map((event) => (event.kind === 'change' ? event.changes.length : 0))).toEqual([2, 1, 0]);
  });
});
