import { describe, expect, it } from 'vitest';
import { monthAfter, monthIn, weeksOf } from './month';

describe('a month', () => {
  it('is whole weeks, with the days around it', () => {
    const weeks = weeksOf('2026-11', 1);
    expect(weeks).toHaveLength(6);
    expect(weeks[0]?.[0]).toBe('2026-10-26');
    expect(weeks.at(-1)?.at(-1)).toBe('2026-12-06');
  });

  it('begins its weeks on Sunday where that is the custom', () => {
    expect(weeksOf('2026-11', 7)[0]?.[0]).toBe('2026-11-01');
  });

  it.each([
    ['2026-12', 1, '2027-01'],
    ['2026-01', -1, '2025-12'],
  ])('after %s by %d is %s', (month, steps, after) => {
    expect(monthAfter(month, steps)).toBe(after);
  });

  it('of an address is taken only where it is one', () => {
    expect(monthIn('2026-07')).toBe('2026-07');
    expect(monthIn('2026-13')).toMatch(/^\d{4}-\d{2}$/);
  });
});
