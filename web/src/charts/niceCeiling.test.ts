import { describe, expect, it } from 'vitest';
import { niceCeiling } from './Columns';

describe('a scale', () => {
  it.each([
    [0, 1],
    [7, 8],
    [10, 10],
    [11, 20],
    [1_473_050, 2_000_000],
    [3_202_150, 4_000_000],
  ])('that holds %d ends at %d', (value, end) => {
    expect(niceCeiling(value)).toBe(end);
  });
});
