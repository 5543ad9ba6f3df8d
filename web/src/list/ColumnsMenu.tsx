import { Columns3Icon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { Tooltip } from '@/components/ui/tooltip';
import type { ListDefinition } from './list';
import type { ListAddress } from './useListAddress';

export function ColumnsMenu<Row>({ list, address }: { list: ListDefinition<Row>; address: ListAddress }) {
  const { t } = useTranslation();
  const toggle = (id: string) => {
    const next = list.columns
      .map((column) => column.id)
      .filter((other) => address.columns.includes(other) !== (other === id));
    if (next.length > 0) address.setColumns(next);
  };
  return (
    <Popover>
      <Tooltip label={t('list.columns')}>
        <PopoverTrigger asChild>
          <Button variant="outline" size="icon" aria-label={t('list.columns')} className="max-md:hidden">
            <Columns3Icon aria-hidden />
          </Button>
        </PopoverTrigger>
      </Tooltip>
      <PopoverContent align="end" aria-label={t('list.columns')} className="w-56 p-1.5">
        {list.columns.map((column, index) => (
          <label key={column.id} className="flex items-center gap-2.5 rounded-sm px-2 py-1.5 hover:bg-accent">
            <Checkbox
              checked={address.columns.includes(column.id)}
              // What leads to the record stays.
              disabled={index === 0}
              onCheckedChange={() => toggle(column.id)}
            />
            {column.header}
          </label>
        ))}
      </PopoverContent>
    </Popover>
  );
}
