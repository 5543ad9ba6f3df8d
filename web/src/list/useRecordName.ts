import { useQuery } from '@tanstack/react-query';
import type { ListFilter, Plain, RecordFilter } from './list';

/** The name of the record that a list is narrowed to; its number until it is known, or where one may not see it. */
export function useRecordName({ name, nameOf }: ListFilter & RecordFilter, value: Plain | undefined) {
  const { data } = useQuery({
    queryKey: ['record-name', name, value],
    queryFn: ({ signal }) => nameOf(Number(value), signal),
    enabled: value !== undefined,
    retry: false,
  });
  return value === undefined ? null : (data ?? `#${value}`);
}
