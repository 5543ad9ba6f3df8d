import { useTranslation } from 'react-i18next';
import { ToggleGroup, ToggleGroupItem } from '@/components/ui/toggle-group';
import type { ListFilter } from './list';
import { plain } from './listAddress';
import type { ListAddress } from './useListAddress';

/** The value of no filter, which the group needs to have one. */
const any = 'any';

/** The filter that one changes all day, at one press. */
export function QuickFilter({ filters, address }: { filters: readonly ListFilter[]; address: ListAddress }) {
  const { t } = useTranslation();
  const filter = filters.find((each) => each.kind === 'choice' && each.quick);
  if (filter?.kind !== 'choice') return null;
  return (
    <ToggleGroup
      type="single"
      className="max-md:order-last"
      aria-label={filter.label}
      value={String(address.filters[filter.name] ?? any)}
      onValueChange={(value) =>
        value && address.setFilter(filter.name, value === any ? undefined : plain(value))
      }
    >
      <ToggleGroupItem value={any}>{filter.otherwise ?? t('list.all')}</ToggleGroupItem>
      {filter.options.map(({ value, label }) => (
        <ToggleGroupItem key={value} value={value}>
          {label}
        </ToggleGroupItem>
      ))}
    </ToggleGroup>
  );
}
