import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { useFollow } from '@/list/useFollow';
import { LoadFailed } from '@/shell/LoadFailed';
import { boardQuery } from './kanban';
import { Board } from './Board';
import { BoardStart } from './BoardEmpty';
import { BoardHeader } from './BoardHeader';
import { BoardSkeleton } from './BoardSkeleton';
import { useBoardFilter, useBoardOrder } from './useBoardAddress';

export function BoardPage() {
  const { t } = useTranslation();
  const filter = useBoardFilter();
  const order = useBoardOrder();
  const query = useQuery(boardQuery(filter, order));
  const { data: board, error } = query;
  const read = () => void query.refetch();
  useFollow(board);

  return (
    <>
      <BoardHeader board={board} failure={board ? error : null} read={read} />
      {board ? (
        <div
          aria-busy={query.isPlaceholderData}
          className="flex min-h-0 flex-1 flex-col transition-opacity aria-busy:opacity-60"
        >
          {board.columns.length === 0 ? (
            <BoardStart />
          ) : (
            <Board board={board} filter={filter} order={order} readAt={query.dataUpdatedAt} />
          )}
        </div>
      ) : query.isPending ? (
        <BoardSkeleton />
      ) : isNotConnected(error) ? (
        <BoardStart />
      ) : (
        <LoadFailed error={error} title={t('board.failed.title')} retry={read} />
      )}
    </>
  );
}

function isNotConnected(error: Error | null) {
  return error instanceof ApiProblem && error.status === 409;
}
