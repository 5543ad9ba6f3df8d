import type { ReactNode } from 'react';
import type { Fresh } from '@/changes/freshness';
import type { Choice, FieldKind, FieldValue } from '@/fields/field';
import type { ViewedList } from '@/views/savedViews';

export type Plain = string | number | boolean;

/** What the API is asked for: its own names for filters, sort and page. */
export type ListQuery = Readonly<Record<string, Plain>>;

export interface ListPage<Row> extends Fresh {
  rows: Row[];
  /** Null where the server was not asked to count. */
  total: number | null;
}

export interface Sort {
  by: string;
  order: 'asc' | 'desc';
}

export interface CellEdit<Row> {
  kind: FieldKind;
  value: (row: Row) => FieldValue;
  /** The body that the API takes for a new value. */
  body: (value: FieldValue) => Record<string, unknown>;
  allowed?: (row: Row) => boolean;
}

export interface ListColumn<Row> {
  id: string;
  header: string;
  /** At least so many rem, and its share of what is left. */
  width: readonly [min: number, grow: number];
  /** The API's name for sorting by it. */
  sortBy?: string;
  end?: boolean;
  /** Not among the columns that are shown at first. */
  hidden?: boolean;
  cell: (row: Row) => ReactNode;
  /** What it shows is a button, which Enter presses. */
  acts?: boolean;
  edit?: CellEdit<Row>;
}

export interface Option {
  value: string;
  label: string;
}

/** One of many records, found by typing and shown by its name. */
export interface RecordFilter {
  kind: 'record';
  find: (text: string, signal: AbortSignal) => Promise<readonly Choice[]>;
  nameOf: (id: number, signal: AbortSignal) => Promise<string>;
}

interface FilterBase {
  /** The API's name for it. */
  name: string;
  label: string;
}

export type ListFilter = FilterBase &
  (
    | { kind: 'choice'; options: readonly Option[]; otherwise?: string; quick?: boolean }
    | { kind: 'text' | 'date' }
    | { kind: 'number'; money?: boolean }
    | RecordFilter
  );

export interface ListAction<Row> {
  selected: ReadonlyMap<string, Row>;
  clear: () => void;
  /** Chooses no others any more: what was left as it was can be tried again. */
  keep: (ids: ReadonlySet<string>) => void;
}

export interface ListDefinition<Row> {
  /** Key of its queries, and what its views are kept by. */
  name: ViewedList;
  title: string;
  /** Odoo models whose changes change it. */
  models: readonly string[];
  /** How often it is read again, where no change feed tells of it. */
  refreshMs?: number;
  /** The API's route, of which CSV is downloaded as well. */
  path: string;
  /** Filters of the page that the route has not: with one of them there is no CSV, unless `csvBesides` has it. */
  routeLacks?: readonly string[];
  /** The CSV under filters, or in an order, that the route has not; null where there is none either. */
  csvBesides?: (filters: ListQuery, sort: Sort) => string | null;
  /** The route's names of sort fields, where the page has others; null where the route cannot sort so. */
  routeSort?: Readonly<Record<string, string | null>>;
  read: (query: ListQuery, signal: AbortSignal) => Promise<ListPage<Row>>;
  columns: readonly ListColumn<Row>[];
  filters: readonly ListFilter[];
  /** Null where the route has no search. */
  searchLabel: string | null;
  sort: Sort;
  idOf: (row: Row) => string;
  titleOf: (row: Row) => string;
  /** Where its page is; null where it has none. */
  hrefOf: (row: Row) => string | null;
  count: (total: number) => string;
  save?: (row: Row, body: Record<string, unknown>) => Promise<Row>;
  Card: (props: { row: Row }) => ReactNode;
  Bulk?: (props: ListAction<Row>) => ReactNode;
  /** Beside the tools: what makes a new record, say. */
  action?: ReactNode;
  /** Shown where there is nothing at all yet. */
  empty: ReactNode;
}
