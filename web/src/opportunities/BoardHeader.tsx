import { Link } from '@tanstack/react-router';
import { ListIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LiveMark } from '@/changes/LiveMark';
import { ReadFailedMark } from '@/changes/ReadFailedMark';
import { StaleMark } from '@/changes/StaleMark';
import { useFormats } from '@/formats/useFormats';
import { Button } from '@/components/ui/button';
import { Tooltip } from '@/components/ui/tooltip';
import { FilterChips } from '@/list/FilterChips';
import { FilterPanel } from '@/list/FilterPanel';
import { PageHeader } from '@/shell/PageHeader';
import { ViewsMenu } from '@/views/ViewsMenu';
import type { Board } from './kanban';
import { BoardSearch } from './BoardSearch';
import { BoardSortMenu } from './BoardSortMenu';
import { currencyOf } from './columnCurrency';
import { useBoardAddress, useBoardFilter, useBoardViews } from './useBoardAddress';
import { useBoardFilters } from './useBoardFilters';
import { WhoseFilter } from './WhoseFilter';

interface BoardHeaderProps {
  board: Board | undefined;
  /** Why the last read failed, while an older one is shown. */
  failure: Error | null;
  read: () => void;
}

export function BoardHeader({ board, failure, read }: BoardHeaderProps) {
  const { t } = useTranslation();
  const [filters, address, views] = [useBoardFilters(), useBoardAddress(), useBoardViews()];
  return (
    <PageHeader title={t('board.title')} aside={board && <Summary board={board} />}>
      <div className="flex flex-1 items-center gap-2 max-md:basis-full max-md:flex-wrap md:justify-end">
        <ReadFailedMark failure={failure} read={read} />
        <StaleMark asOf={board?.asOf ?? null} />
        <LiveMark className="max-md:order-last" />
        <WhoseFilter />
        <BoardSearch />
        <ViewsMenu page={views} />
        <BoardSortMenu />
        <FilterPanel filters={filters} address={address} />
        <ToList />
      </div>
      <FilterChips filters={filters} address={address} currency={board && onlyCurrency(board)} />
    </PageHeader>
  );
}

/** The same opportunities, as a list. */
function ToList() {
  const { t } = useTranslation();
  return (
    <Tooltip label={t('board.asList')}>
      <Button asChild variant="outline" size="icon" className="max-md:hidden">
        <Link to="/opportunities/list" search={useBoardFilter()} aria-label={t('board.asList')}>
          <ListIcon aria-hidden />
        </Link>
      </Button>
    </Tooltip>
  );
}

function Summary({ board }: { board: Board }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const count = board.columns.reduce((sum, column) => sum + column.count, 0);
  const value = board.columns.reduce((sum, column) => sum + column.total_value, 0);
  const currency = onlyCurrency(board);
  return (
    <p className="truncate text-muted-foreground tabular-nums" data-testid="board-summary">
      {t('board.summary', { count, formatted: formats.count(count) })}
      {currency && (
        <>
          <span aria-hidden> · </span>
          {formats.shortMoney(value, currency)}
        </>
      )}
    </p>
  );
}

/** Of all amounts on the board; null where there are several. */
function onlyCurrency(board: Board) {
  const currencies = new Set(board.columns.filter((column) => column.count > 0).map(currencyOf));
  return currencies.size === 1 ? ([...currencies][0] ?? null) : null;
}
