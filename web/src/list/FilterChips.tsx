import { XIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/formats/useFormats';
import type { ListFilter, Plain, RecordFilter } from './list';
import type { ListAddress } from './useListAddress';
import { useRecordName } from './useRecordName';

interface FilterChipsProps {
  filters: readonly ListFilter[];
  address: Pick<ListAddress, 'filters' | 'setFilter'>;
  /** Of all amounts here; without one they are in several. */
  currency?: string | null;
}

/** What the list is narrowed to, in words, each with a way out. */
export function FilterChips({ filters, address, currency }: FilterChipsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const set = filters.filter(
    (filter) => address.filters[filter.name] !== undefined && !(filter.kind === 'choice' && filter.quick),
  );
  if (set.length === 0) return null;

  const wordsOf = (filter: ListFilter) => {
    const value = String(address.filters[filter.name]);
    if (filter.kind === 'choice')
      return filter.options.find((option) => option.value === value)?.label ?? value;
    if (filter.kind === 'number' && filter.money && Number.isFinite(Number(value)))
      return formats.money(Number(value), currency);
    return filter.kind === 'date' ? formats.day(value) : value;
  };

  return (
    <ul aria-label={t('list.filters')} className="flex flex-wrap gap-1.5 max-md:order-last max-md:basis-full">
      {set.map((filter) => (
        <li
          key={filter.name}
          className="inline-flex h-7 items-center gap-1 rounded-full bg-secondary ps-2.5 pe-1 text-xs"
        >
          <span className="text-muted-foreground">{filter.label}</span>
          <span className="max-w-60 truncate font-medium">
            {filter.kind === 'record' ? (
              <RecordName filter={filter} value={address.filters[filter.name]} />
            ) : (
              wordsOf(filter)
            )}
          </span>
          <button
            type="button"
            aria-label={t('list.clearFilter', { label: filter.label })}
            onClick={() => address.setFilter(filter.name, undefined)}
            className="grid size-6 place-items-center rounded-full text-muted-foreground hover:text-foreground"
          >
            <XIcon aria-hidden className="size-3.5" />
          </button>
        </li>
      ))}
    </ul>
  );
}

function RecordName({ filter, value }: { filter: ListFilter & RecordFilter; value: Plain | undefined }) {
  return useRecordName(filter, value);
}
