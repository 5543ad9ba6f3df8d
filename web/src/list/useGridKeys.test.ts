import { describe, expect, it } from 'vitest';
import { nextCell } from './useGridKeys';

const grid = { rows: 100, columns: 5, pageRows: 20 };

describe('the keys of a grid', () => {
  it.each([
    ['ArrowDown', false, { row: 4, column: 2 }],
    ['ArrowLeft', false, { row: 3, column: 1 }],
    ['PageDown', false, { row: 23, column: 2 }],
    ['PageUp', false, { row: 0, column: 2 }],
    ['Home', false, { row: 3, column: 0 }],
    ['End', true, { row: 99, column: 4 }],
  ])('%s (with Ctrl: %s) leads on', (key, far, cell) => {
    expect(nextCell(key, far, { row: 3, column: 2 }, grid)).toEqual(cell);
  });

  it('leave the last cell only by others', () => {
    expect(nextCell('ArrowDown', false, { row: 99, column: 4 }, grid)).toEqual({ row: 99, column: 4 });
    expect(nextCell('a', false, { row: 99, column: 4 }, grid)).toBeNull();
  });
});
