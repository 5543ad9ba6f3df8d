import { ArrowDownIcon, ArrowUpIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '@/components/ui/checkbox';
import { cn } from '@/components/ui/cn';
import type { ListColumn } from './list';
import { pageSize } from './listQueries';
import type { ShownList } from './shownList';
import type { Tracks } from './tracks';

interface GridHeadProps<Row> extends ShownList<Row> {
  columns: readonly ListColumn<Row>[];
  tracks: Tracks;
}

export function GridHead<Row>({ list, address, columns, tracks, selection, rows }: GridHeadProps<Row>) {
  const { t } = useTranslation();
  const chosen = selection.rows.size;
  const firstPage = Math.min(rows.total, pageSize);
  const choose = () => (chosen > 0 ? selection.clear() : selection.choose(0, firstPage - 1, rows.rowAt));
  return (
    <div
      role="rowgroup"
      className="sticky top-0 z-10 border-b bg-background text-xs font-medium text-muted-foreground"
      style={{ minWidth: tracks.minWidth }}
    >
      <div role="row" aria-rowindex={1} className="grid h-9 items-center px-2 md:px-3" style={tracks}>
        {list.Bulk && (
          <div role="columnheader" className="flex items-center justify-center">
            <Checkbox
              aria-label={chosen > 0 ? t('list.chooseNone') : t('list.chooseFirst', { count: firstPage })}
              checked={chosen > 0 ? 'indeterminate' : false}
              onCheckedChange={choose}
            />
          </div>
        )}
        {columns.map((column) => (
          <div
            key={column.id}
            role="columnheader"
            aria-sort={column.sortBy === address.sort.by ? sorted[address.sort.order] : undefined}
            className={cn('min-w-0 px-2', column.end && 'text-end')}
          >
            <SortButton column={column} address={address} />
          </div>
        ))}
      </div>
    </div>
  );
}

const sorted = { asc: 'ascending', desc: 'descending' } as const;

function SortButton<Row>({
  column,
  address,
}: {
  column: ListColumn<Row>;
  address: ShownList<Row>['address'];
}) {
  const { sortBy } = column;
  if (sortBy === undefined) return <span className="block truncate">{column.header}</span>;
  const current = address.sort.by === sortBy ? address.sort.order : null;
  const Icon = current === 'asc' ? ArrowUpIcon : ArrowDownIcon;
  const next = current === 'asc' ? 'desc' : 'asc';
  return (
    <button
      type="button"
      onClick={() => address.setSort({ by: sortBy, order: next })}
      className={cn(
        'group/sort -mx-1 inline-flex max-w-full items-center gap-1 rounded px-1 py-0.5 hover:text-foreground',
        current && 'text-foreground',
        column.end && 'flex-row-reverse',
      )}
    >
      <span className="truncate">{column.header}</span>
      <Icon
        aria-hidden
        className={cn('size-3 shrink-0', !current && 'opacity-0 group-hover/sort:opacity-60')}
      />
    </button>
  );
}
