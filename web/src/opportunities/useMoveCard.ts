import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useReducer } from 'react';
import { api, answerOf } from '@/api/client';
import type { Opportunity } from '@/api/types';
import { noStage, withoutCard, type Board, type MoreCards } from './kanban';
import { movesReducer, noMoves, withMove, type Move } from './moves';
import { useMoveToast } from './useMoveToast';

const boardKey = ['opportunities', 'board'];

/** Moves cards to another stage in Odoo, and back. Until Odoo has confirmed one it stands in `moves`, and nowhere else. */
export function useMoveCard(stageName: (id: number) => string) {
  const queryClient = useQueryClient();
  const { tellDone, tellWhy } = useMoveToast(stageName);
  const [moves, dispatch] = useReducer(movesReducer, noMoves);

  const { mutate } = useMutation({
    mutationFn: ({ card, to }: Move) =>
      answerOf(
        api.PATCH('/api/opportunities/{id}/stage', {
          params: { path: { id: card.id } },
          headers: card.etag ? { 'If-Match': card.etag } : {},
          body: { stage_id: to },
        }),
      ),
    onSuccess: async ({ body, headers }, move) => {
      // A read that began before the write would put the card back for a moment.
      await queryClient.cancelQueries({ queryKey: ['opportunities'] });
      const card = { ...body, etag: headers.get('ETag') ?? '' };
      keepConfirmed(queryClient, { ...move, card });
      // Odoo lets a card leave every stage, but not the API.
      if (move.from !== noStage) tellDone(move, () => start({ card, from: move.to, to: move.from }));
    },
    onError: tellWhy,
    onSettled: (_answer, _error, { card }) => {
      dispatch({ type: 'ended', id: card.id });
      void queryClient.invalidateQueries({ queryKey: boardKey });
    },
  });

  const moveCard = (card: Opportunity, to: number) => {
    const from = card.stage_id ?? noStage;
    if (from === to || moves.has(card.id)) return;
    start({ card, from, to });
  };
  const start = (move: Move) => {
    dispatch({ type: 'started', move });
    mutate(move);
  };

  return { moves, moveCard };
}

function keepConfirmed(queryClient: QueryClient, move: Move) {
  queryClient.setQueriesData<Board>(
    { queryKey: boardKey },
    (board) => board && { ...board, columns: withMove(board.columns, move) },
  );
  queryClient.setQueriesData<MoreCards>(
    { queryKey: ['opportunities', 'more'] },
    (more) => more && withoutCard(more, move.card.id),
  );
}
