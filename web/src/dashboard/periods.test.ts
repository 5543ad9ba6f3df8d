import { describe, expect, it } from 'vitest';
import { dayAfter, periodsOf, presetRange } from './periods';

describe('the periods of a range', () => {
  it('are its months, cut where it begins and ends', () => {
    expect(periodsOf({ from: '2026-01-10', to: '2026-03-05' })).toEqual([
      { kind: 'month', from: '2026-01-10', to: '2026-01-31' },
      { kind: 'month', from: '2026-02-01', to: '2026-02-28' },
      { kind: 'month', from: '2026-03-01', to: '2026-03-05' },
    ]);
  });

  it('run over the turn of the year', () => {
    const periods = periodsOf({ from: '2025-11-01', to: '2026-02-28' });
    expect(periods.map(({ from }) => from)).toEqual(['2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01']);
  });

  it.each([
    ['2024-02-01', '2026-11-30', 'quarter', 12],
    ['2015-05-01', '2026-11-30', 'year', 12],
  ])('from %s to %s are %ss', (from, to, kind, count) => {
    const periods = periodsOf({ from, to });
    expect(periods[0]?.kind).toBe(kind);
    expect(periods).toHaveLength(count);
  });
});

describe('a range by name', () => {
  const now = new Date(2026, 10, 21);

  it.each([
    ['month', '2026-11-01', '2026-11-30'],
    ['quarter', '2026-10-01', '2026-12-31'],
    ['year', '2026-01-01', '2026-12-31'],
    ['months12', '2025-12-01', '2026-11-30'],
    ['lastYear', '2025-01-01', '2025-12-31'],
  ] as const)('%s is from %s to %s', (preset, from, to) => {
    expect(presetRange(preset, now)).toEqual({ from, to });
  });

  it('ends before the day after it', () => {
    expect(dayAfter('2026-12-31')).toBe('2027-01-01');
  });
});
