import { createContext, useContext } from 'react';
import type { Opportunity } from '@/api/types';
import type { BoardFilter, BoardOrder } from './kanban';
import type { Moves } from './moves';
import type { CardSelection } from './useBoardSelection';

/** What a dialog is open for. */
export interface AboutCard {
  how: 'lose' | 'plan';
  card: Opportunity;
}

interface BoardContextValue {
  /** Where a card can go, in Odoo's order. */
  stages: { id: number; name: string }[];
  filter: BoardFilter;
  order: BoardOrder;
  /** When the server last told us the board, in milliseconds. */
  readAt: number;
  moves: Moves;
  /** Cards that a write of many is changing. */
  changing: ReadonlySet<number>;
  selection: CardSelection;
  /** The card in the air. */
  lifted: number | null;
  moveCard: (card: Opportunity, to: number) => void;
  /** Asks in a dialog for what the rest of it needs. */
  ask: (how: AboutCard['how'], card: Opportunity) => void;
}

export const BoardContext = createContext<BoardContextValue | null>(null);

export function useBoard() {
  const board = useContext(BoardContext);
  if (!board) throw new Error('useBoard needs a Board above it');
  return board;
}
