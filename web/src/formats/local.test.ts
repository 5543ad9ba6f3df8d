import { describe, expect, it } from 'vitest';
import { dayOf, fromLocal, toLocal } from './local';

describe('the clock on the wall', () => {
  it('comes back as the same instant', () => {
    expect(fromLocal(toLocal('2026-03-29T10:15:00Z'))).toBe('2026-03-29T10:15:00.000Z');
  });

  it('has its own day, whatever the one in Greenwich', () => {
    const late = new Date(2026, 2, 29, 23, 30).toISOString();
    expect(dayOf(late)).toBe('2026-03-29');
  });
});
