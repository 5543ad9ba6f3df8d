import { describe, expect, it } from 'vitest';
import { boardSearch, onList } from './boardAddress';

describe('the address of the board', () => {
  it('carries the search text and whose cards are shown', () => {
    expect(boardSearch({ q: ' desk ', whose: 'mine' })).toEqual({ q: 'desk', whose: 'mine' });
  });

  it('keeps a number as text', () => {
    expect(boardSearch({ q: 2026 })).toEqual({ q: '2026' });
  });

  it('carries the filters, also those that were typed without quotes', () => {
    expect(boardSearch({ team_id: 2, min_value: '1000', closing_to: '2026-12-31' })).toEqual({
      team_id: 2,
      min_value: 1000,
      closing_to: '2026-12-31',
    });
    expect(boardSearch({ team_id: 'north', closing_to: 'soon' })).toEqual({});
  });

  it('names on the list whose they are, which the board leaves to who looks', () => {
    expect(onList({ whose: 'mine', team_id: 2, saved: 'x' }, 7)).toEqual({ salesperson_id: 7, team_id: 2 });
    expect(onList({ whose: 'mine' }, null)).toEqual({});
  });

  it('carries the order of the columns, where the board has it', () => {
    expect(boardSearch({ sort: '-value', q: 'desk' })).toEqual({ q: 'desk', sort: '-value' });
    expect(boardSearch({ sort: '-colour' })).toEqual({});
    expect(onList({ sort: 'name' }, 7)).toEqual({});
  });

  it('drops what the board does not know', () => {
    expect(boardSearch({ q: '', whose: 'theirs', page: 3 })).toEqual({});
  });
});
