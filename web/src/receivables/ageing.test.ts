import { describe, expect, it } from 'vitest';
import { ages, dueRange } from './ageing';

describe('the ages of a debt', () => {
  it.each([
    ['current', { due_from: '2026-11-21' }],
    ['d1_30', { due_from: '2026-10-22', due_to: '2026-11-20' }],
    ['d31_60', { due_from: '2026-09-22', due_to: '2026-10-21' }],
    ['d61_90', { due_from: '2026-08-23', due_to: '2026-09-21' }],
    ['over_90', { due_to: '2026-08-22' }],
  ] as const)('%s was due %j', (age, range) => {
    expect(dueRange(age, '2026-11-21')).toEqual(range);
  });

  it('leave no day between them', () => {
    const ranges = ages.slice(1).map((age) => dueRange(age, '2026-03-01'));
    for (const [index, { due_from }] of ranges.slice(0, -1).entries()) {
      const dayAfter = new Date(Date.parse(ranges[index + 1]!.due_to!) + 86_400_000)
        .toISOString()
        .slice(0, 10);
      expect(dayAfter).toBe(due_from);
    }
  });
});
