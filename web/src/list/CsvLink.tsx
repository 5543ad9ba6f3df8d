import { DownloadIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Tooltip } from '@/components/ui/tooltip';
import type { ListDefinition } from './list';
import { routeSortOf } from './listAddress';
import type { ListAddress } from './useListAddress';

/** The whole list as it is filtered and sorted, all pages, from the route itself; or why there is none. */
export function CsvLink<Row>({ list, address }: { list: ListDefinition<Row>; address: ListAddress }) {
  const { t } = useTranslation();
  const sortBy = routeSortOf(list, address.sort.by);
  const lacks = (list.routeLacks ?? []).some((name) => address.filters[name] !== undefined);
  const href =
    lacks || sortBy === null
      ? (list.csvBesides?.(address.filters, address.sort) ?? null)
      : csvHref(list.path, sortBy, address);
  if (href === null)
    return (
      <Tooltip label={t(lacks ? 'list.csvLacksFilter' : 'list.csvLacksSort')}>
        <Button
          aria-disabled
          variant="outline"
          size="icon"
          className="max-md:hidden"
          aria-label={t('list.csv')}
        >
          <DownloadIcon aria-hidden />
        </Button>
      </Tooltip>
    );
  return (
    <Tooltip label={t('list.csvHint')}>
      <Button asChild variant="outline" size="icon" className="max-md:hidden">
        <a href={href} download aria-label={t('list.csv')}>
          <DownloadIcon aria-hidden />
        </a>
      </Button>
    </Tooltip>
  );
}

function csvHref(path: string, sortBy: string, { filters, sort }: ListAddress) {
  const query = new URLSearchParams({ format: 'csv', sort_by: sortBy, sort_order: sort.order });
  for (const [name, value] of Object.entries(filters)) query.set(name, String(value));
  return `${path}?${query}`;
}
