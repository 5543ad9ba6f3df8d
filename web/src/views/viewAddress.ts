import type { SavedView } from '@/api/types';
import type { ListQuery, Sort } from '@/list/list';
import { plain, type ListSearch } from '@/list/listAddress';
import type { ViewedList } from './savedViews';

/** The name by which an address says which view it was opened by. */
export const viewName = 'saved';

/** What else an address says without showing something else by it. */
const passing = [viewName, 'add', 'at'];

/** A page that views are kept for. */
export interface ViewedPage {
  resource: ViewedList;
  path: string;
  /** What the list's route takes of what the page's address says. */
  forRoute: (search: ListSearch) => { filters: ListQuery; sort: Sort | null };
  /** The address of a view that was saved without a page's; null where this page cannot show it. */
  fromRoute: (view: Pick<SavedView, 'filters' | 'sort' | 'columns'>) => ListSearch | null;
}

/** Where a view is shown. */
export interface Place {
  path: string;
  content: ListSearch;
}

export function contentOf(search: ListSearch): ListSearch {
  return Object.fromEntries(
    Object.entries(search)
      .filter(([name, value]) => value !== undefined && !passing.includes(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

export function sameContent(a: ListSearch, b: ListSearch) {
  return JSON.stringify(contentOf(a)) === JSON.stringify(contentOf(b));
}

export function placeOf(
  view: SavedView,
  page: ViewedPage,
  parse: (query: string) => Record<string, unknown>,
): Place | null {
  if (view.address === null) {
    const content = page.fromRoute(view);
    return content && { path: page.path, content: contentOf(content) };
  }
  const [path = '', query = ''] = view.address.split('?', 2);
  // A page of another list, which a program might have written there.
  if (path !== page.path && !path.startsWith(`${page.path}/`) && !page.path.startsWith(`${path}/`))
    return null;
  return { path, content: contentOf(parse(query) as ListSearch) };
}

/** A filter of the API as an address has it. */
export function asPlain(value: unknown) {
  return typeof value === 'string' ? plain(value) : (value as number | boolean);
}
