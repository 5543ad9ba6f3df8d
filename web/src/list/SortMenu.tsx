import { ArrowDownUpIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import type { ListDefinition } from './list';
import { sortText } from './listAddress';
import type { ListAddress } from './useListAddress';

/** On a phone, where there are no column heads to press. */
export function SortMenu<Row>({ list, address }: { list: ListDefinition<Row>; address: ListAddress }) {
  const { t } = useTranslation();
  const sortable = list.columns.filter(({ sortBy }) => sortBy !== undefined);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" size="icon" aria-label={t('list.sort')} className="md:hidden">
          <ArrowDownUpIcon aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuRadioGroup
          value={sortText(address.sort)}
          onValueChange={(text) =>
            address.setSort({ by: text.replace(/^-/, ''), order: text.startsWith('-') ? 'desc' : 'asc' })
          }
        >
          {sortable.flatMap((column) =>
            (['asc', 'desc'] as const).map((order) => (
              <DropdownMenuRadioItem
                key={column.id + order}
                value={sortText({ by: column.sortBy ?? '', order })}
              >
                {t(`list.sorted.${order}`, { column: column.header })}
              </DropdownMenuRadioItem>
            )),
          )}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
