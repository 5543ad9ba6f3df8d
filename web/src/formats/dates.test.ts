import { describe, expect, it } from 'vitest';
import { formatAgo, formatDay, formatDuration, isOverdue, today } from './dates';

const locale = 'en-GB';
const lateEvening = new Date(2026, 10, 21, 23, 30);

describe('a day', () => {
  it('is the local one, late in the evening too', () => {
    expect(today(lateEvening)).toBe('2026-11-21');
  });

  it('is overdue from the next day on', () => {
    expect(isOverdue('2026-11-20', lateEvening)).toBe(true);
    expect(isOverdue('2026-11-21', lateEvening)).toBe(false);
    expect(isOverdue('2026-11-22', lateEvening)).toBe(false);
  });

  it('is written without the year where that is clear', () => {
    expect(formatDay('2026-12-01', locale, lateEvening)).toBe('1 Dec');
    expect(formatDay('2027-01-15', locale, lateEvening)).toBe('15 Jan');
    expect(formatDay('2027-12-01', locale, lateEvening)).toBe('1 Dec 2027');
  });
});

describe('a moment', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');

  it.each([
    ['2026-11-21T11:59:20Z', '40 seconds ago'],
    ['2026-11-21T11:55:30Z', '4 minutes ago'],
    ['2026-11-21T09:00:00Z', '3 hours ago'],
    ['2026-11-20T11:00:00Z', 'yesterday'],
    ['2026-10-30T11:00:00Z', '22 days ago'],
    ['2026-05-20T11:00:00Z', '6 months ago'],
    ['2024-11-20T11:00:00Z', '2 years ago'],
  ])('at %s was %s', (instant, text) => {
    expect(formatAgo(instant, locale, now)).toBe(text);
  });
});

describe('a duration', () => {
  it.each([
    [0, '0 secs'],
    [4.2, '5 secs'],
    [75, '1 min 15 secs'],
    [120, '2 mins'],
    [7800, '2 hrs 10 mins'],
  ])('of %s seconds is %s', (seconds, text) => {
    expect(formatDuration(seconds, locale)).toBe(text);
  });
});
