import { DownloadIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Tooltip } from '@/components/ui/tooltip';
import { ColumnsMenu } from './ColumnsMenu';
import { FilterChips } from './FilterChips';
import { FilterPanel } from './FilterPanel';
import type { ListDefinition } from './list';
import { ListSearchBox } from './ListSearchBox';
import { SortMenu } from './SortMenu';
import type { ListAddress } from './useListAddress';

export function Toolbar<Row>({ list, address }: { list: ListDefinition<Row>; address: ListAddress }) {
  const { t } = useTranslation();
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 py-2 md:px-5">
      <ListSearchBox label={list.searchLabel} address={address} />
      {list.filters.length > 0 && <FilterPanel filters={list.filters} address={address} />}
      <SortMenu list={list} address={address} />
      <FilterChips filters={list.filters} address={address} />
      <div className="ms-auto flex items-center gap-2">
        <ColumnsMenu list={list} address={address} />
        <Tooltip label={t('list.csvHint')}>
          <Button asChild variant="outline" size="icon" className="max-md:hidden">
            <a href={csvHref(list.path, address)} download aria-label={t('list.csv')}>
              <DownloadIcon aria-hidden />
            </a>
          </Button>
        </Tooltip>
        {list.action}
      </div>
    </div>
  );
}

/** The whole list as it is filtered and sorted, all pages. */
function csvHref(path: string, { filters, sort }: ListAddress) {
  const query = new URLSearchParams({ format: 'csv', sort_by: sort.by, sort_order: sort.order });
  for (const [name, value] of Object.entries(filters)) query.set(name, String(value));
  return `${path}?${query}`;
}
