import { useTranslation } from 'react-i18next';
import { LiveMark } from '@/changes/LiveMark';
import { ReadFailedMark } from '@/changes/ReadFailedMark';
import { StaleMark } from '@/changes/StaleMark';
import { useFormats } from '@/formats/useFormats';
import { PageHeader } from '@/shell/PageHeader';
import type { Board } from './kanban';
import { BoardSearch } from './BoardSearch';
import { currencyOf } from './columnCurrency';
import { WhoseFilter } from './WhoseFilter';

interface BoardHeaderProps {
  board: Board | undefined;
  /** Why the last read failed, while an older one is shown. */
  failure: Error | null;
  read: () => void;
}

export function BoardHeader({ board, failure, read }: BoardHeaderProps) {
  const { t } = useTranslation();
  return (
    <PageHeader title={t('board.title')} aside={board && <Summary board={board} />}>
      <div className="flex flex-1 items-center gap-2 max-md:basis-full md:justify-end">
        <ReadFailedMark failure={failure} read={read} />
        <StaleMark asOf={board?.asOf ?? null} />
        <LiveMark className="max-md:order-last" />
        <WhoseFilter />
        <BoardSearch />
      </div>
    </PageHeader>
  );
}

function Summary({ board }: { board: Board }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const count = board.columns.reduce((sum, column) => sum + column.count, 0);
  const value = board.columns.reduce((sum, column) => sum + column.total_value, 0);
  const currencies = new Set(board.columns.filter((column) => column.count > 0).map(currencyOf));
  const currency = [...currencies][0];
  return (
    <p className="truncate text-muted-foreground tabular-nums" data-testid="board-summary">
      {t('board.summary', { count, formatted: formats.count(count) })}
      {currencies.size === 1 && currency && (
        <>
          <span aria-hidden> · </span>
          {formats.shortMoney(value, currency)}
        </>
      )}
    </p>
  );
}
