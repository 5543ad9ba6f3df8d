import type { ListDefinition } from './list';
import type { ListAddress } from './useListAddress';
import type { Selection } from './useSelection';
import type { useWindow } from './useWindow';

/** A list as a grid or as cards show it. */
export interface ShownList<Row> {
  list: ListDefinition<Row>;
  address: ListAddress;
  rows: ReturnType<typeof useWindow<Row>>;
  selection: Selection<Row>;
}
