import { describe, expect, it } from 'vitest';
import { boardSearch } from './boardAddress';

describe('the address of the board', () => {
  it('carries the search text and whose cards are shown', () => {
    expect(boardSearch({ q: ' desk ', whose: 'mine' })).toEqual({ q: 'desk', whose: 'mine' });
  });

  it('keeps a number as text', () => {
    expect(boardSearch({ q: 2026 })).toEqual({ q: '2026' });
  });

  it('drops what the board does not know', () => {
    expect(boardSearch({ q: '', whose: 'theirs', page: 3 })).toEqual({});
  });
});
