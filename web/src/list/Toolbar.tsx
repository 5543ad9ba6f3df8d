import { ViewsMenu } from '@/views/ViewsMenu';
import { ColumnsMenu } from './ColumnsMenu';
import { FilterChips } from './FilterChips';
import { FilterPanel } from './FilterPanel';
import { CsvLink } from './CsvLink';
import type { ListDefinition } from './list';
import { ListSearchBox } from './ListSearchBox';
import { QuickFilter } from './QuickFilter';
import { SortMenu } from './SortMenu';
import type { ListAddress } from './useListAddress';
import { useListViews } from './useListViews';

export function Toolbar<Row>({ list, address }: { list: ListDefinition<Row>; address: ListAddress }) {
  const views = useListViews(list);
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 py-2 md:px-5">
      <ViewsMenu page={views} />
      {list.searchLabel !== null && <ListSearchBox label={list.searchLabel} address={address} />}
      <QuickFilter filters={list.filters} address={address} />
      {list.filters.length > 0 && <FilterPanel filters={list.filters} address={address} />}
      <SortMenu list={list} address={address} />
      <FilterChips filters={list.filters} address={address} />
      <div className="flex items-center gap-2 md:ms-auto">
        <ColumnsMenu list={list} address={address} />
        <CsvLink list={list} address={address} />
        {list.action}
      </div>
    </div>
  );
}
