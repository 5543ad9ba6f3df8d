import { describe, expect, it } from 'vitest';
import type { SavedView } from '@/api/types';
import { contentOf, placeOf, sameContent, type ViewedPage } from './viewAddress';

const list: ViewedPage = {
  resource: 'opportunities',
  path: '/opportunities/list',
  forRoute: () => ({ filters: {}, sort: null }),
  fromRoute: ({ filters }) => filters as Record<string, string>,
};

const parse = (query: string) => Object.fromEntries(new URLSearchParams(query));
const view = (address: string | null) => ({ address, filters: { q: 'oak' } }) as unknown as SavedView;

describe('the address of a view', () => {
  it('holds what is shown, in any order, and nothing that only passes', () => {
    expect(contentOf({ sort: '-name', q: 'oak', at: 7, saved: 'x', add: true })).toEqual({
      q: 'oak',
      sort: '-name',
    });
    expect(sameContent({ q: 'oak', sort: 'name', saved: 'x' }, { sort: 'name', q: 'oak' })).toBe(true);
    expect(sameContent({ q: 'oak' }, { q: 'elm' })).toBe(false);
  });

  it('leads to its own page, which may be the other one of the same records', () => {
    expect(placeOf(view('/opportunities?q=elm'), list, parse)).toEqual({
      path: '/opportunities',
      content: { q: 'elm' },
    });
  });

  it('leads nowhere else', () => {
    expect(placeOf(view('/administration/users?q=elm'), list, parse)).toBeNull();
    expect(placeOf(view('/opportunitiesque'), list, parse)).toBeNull();
  });

  it('is made of the filters where no page saved it', () => {
    expect(placeOf(view(null), list, parse)).toEqual({ path: '/opportunities/list', content: { q: 'oak' } });
  });
});
