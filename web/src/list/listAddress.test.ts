import { describe, expect, it } from 'vitest';
import { columnsOf, filtersOf, listSearch, plain, sortOf } from './listAddress';

describe('the address of a list', () => {
  it('takes what is plain, and nothing else', () => {
    expect(listSearch({ q: 'oak', stage_id: 3, overdue: true, sort: ['x'], type: {}, team: '' })).toEqual({
      q: 'oak',
      stage_id: 3,
      overdue: true,
    });
  });

  it.each([
    ['42', 42],
    ['007', '007'],
    ['true', true],
    [' oak ', 'oak'],
    ['  ', undefined],
  ])('writes %j as %j', (text, value) => {
    expect(plain(text)).toBe(value);
  });

  it('filters by the list’s own names alone: an unknown one would be refused', () => {
    expect(filtersOf({ q: 'oak', at: 7, sort: 'name' }, ['q', 'stage_id'])).toEqual({ q: 'oak' });
  });

  it('sorts by what can be sorted by, else as the list does', () => {
    const otherwise = { by: 'id', order: 'desc' } as const;
    expect(sortOf({ sort: '-name' }, ['name'], otherwise)).toEqual({ by: 'name', order: 'desc' });
    expect(sortOf({ sort: 'secret' }, ['name'], otherwise)).toBe(otherwise);
  });

  it('shows the columns that it names, in the list’s order', () => {
    expect(columnsOf({ columns: 'stage,name,nowhere' }, ['name', 'stage', 'team'], ['name'])).toEqual([
      'name',
      'stage',
    ]);
    expect(columnsOf({ columns: 'nowhere' }, ['name', 'stage'], ['name'])).toEqual(['name']);
  });
});
