import { createContext, useContext } from 'react';
import type { Opportunity, Stage } from '@/api/types';
import type { BoardFilter } from './board';
import type { Moves } from './moves';

interface BoardContextValue {
  stages: Stage[];
  filter: BoardFilter;
  /** When the server last told us the board, in milliseconds. */
  readAt: number;
  moves: Moves;
  moveCard: (card: Opportunity, to: number) => void;
}

export const BoardContext = createContext<BoardContextValue | null>(null);

export function useBoard() {
  const board = useContext(BoardContext);
  if (!board) throw new Error('useBoard needs a Board above it');
  return board;
}
