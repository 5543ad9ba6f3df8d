import { beforeEach, describe, expect, it } from 'vitest';
import { dueReminders, rememberTold, told } from './reminders';

const now = Date.parse('2026-11-21T12:00:00Z');
const task = (id: string, reminder_at: string | null, status = 'open') => ({ id, reminder_at, status });

describe('a reminder', () => {
  beforeEach(() => localStorage.clear());

  it('is due at its time, of an open task', () => {
    const due = dueReminders(
      [
        task('past', '2026-11-21T11:59:00Z'),
        task('to come', '2026-11-21T12:01:00Z'),
        task('closed', '2026-11-21T11:00:00Z', 'closed'),
        task('none', null),
      ],
      now,
      [],
    );
    expect(due.map(({ id }) => id)).toEqual(['past']);
  });

  it('is told once, and again when it was moved', () => {
    rememberTold(task('a', '2026-11-21T11:00:00Z'));
    expect(dueReminders([task('a', '2026-11-21T11:00:00Z')], now, told())).toEqual([]);
    expect(dueReminders([task('a', '2026-11-21T11:30:00Z')], now, told())).toHaveLength(1);
  });

  it('survives whatever else stands in the browser’s storage', () => {
    localStorage.setItem('causeway.reminders', '{');
    expect(told()).toEqual([]);
  });
});
