import { ListFilterIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { FilterInput } from './FilterInput';
import type { ListFilter } from './list';
import type { ListAddress } from './useListAddress';

interface FilterPanelProps {
  filters: readonly ListFilter[];
  address: Pick<ListAddress, 'filters' | 'setFilter' | 'clear'>;
}

export function FilterPanel({ filters, address }: FilterPanelProps) {
  const { t } = useTranslation();
  const set = filters.filter(
    (filter) => address.filters[filter.name] !== undefined && !(filter.kind === 'choice' && filter.quick),
  ).length;
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="outline">
          <ListFilterIcon aria-hidden />
          <span className="max-md:sr-only">{t('list.filters')}</span>
          {set > 0 && (
            <span className="rounded-full bg-primary px-1.5 text-2xs text-primary-foreground">{set}</span>
          )}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="start" aria-label={t('list.filters')} className="grid gap-3">
        {filters.map((filter) => (
          <Field key={filter.name} label={filter.label}>
            {(control) => (
              <FilterInput
                filter={filter}
                value={address.filters[filter.name]}
                onChange={(value) => address.setFilter(filter.name, value, true)}
                control={control}
              />
            )}
          </Field>
        ))}
        <Button variant="ghost" onClick={address.clear} disabled={Object.keys(address.filters).length === 0}>
          {t('list.clear')}
        </Button>
      </PopoverContent>
    </Popover>
  );
}
