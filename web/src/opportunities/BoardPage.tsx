import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { useFeed } from '@/changes/live';
import { LoadFailed } from '@/shell/LoadFailed';
import { useUser } from '@/sign-in/session';
import { boardQuery, type Board as BoardData, type BoardFilter } from './kanban';
import { Board } from './Board';
import { BoardStart, NothingMatches } from './BoardEmpty';
import { BoardHeader } from './BoardHeader';
import { BoardSkeleton } from './BoardSkeleton';

export function BoardPage() {
  const { t } = useTranslation();
  const filter = useBoardFilter();
  const query = useQuery(boardQuery(filter));
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
          <BoardContent board={board} filter={filter} readAt={query.dataUpdatedAt} />
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

interface BoardContentProps {
  board: BoardData;
  filter: BoardFilter;
  readAt: number;
}

function BoardContent({ board, filter, readAt }: BoardContentProps) {
  const empty = board.columns.every((column) => column.count === 0);
  if (board.columns.length === 0) return <BoardStart />;
  if (empty && (filter.q || filter.salesperson_id)) return <NothingMatches q={filter.q} />;
  return <Board board={board} filter={filter} readAt={readAt} />;
}

function isNotConnected(error: Error | null) {
  return error instanceof ApiProblem && error.status === 409;
}

function useBoardFilter(): BoardFilter {
  const { q, whose } = useSearch({ from: '/shell/opportunities' });
  const { odoo_user_id } = useUser();
  return {
    ...(q && { q }),
    ...(whose === 'mine' && odoo_user_id !== null && { salesperson_id: odoo_user_id }),
  };
}

/** Follows the feed from the place at which the board was read, so that nothing falls in between. */
function useFollow(board: BoardData | undefined) {
  const feed = useFeed();
  const position = board?.position;
  useEffect(() => {
    if (position !== undefined) feed.start(position);
  }, [feed, position]);
}
