import type { Kanban, KanbanColumn, Opportunity } from '@/api/types';

/** A card on its way: dropped here, not yet confirmed by Odoo. */
export interface Move {
  card: Opportunity;
  from: number;
  to: number;
}

export type Moves = ReadonlyMap<number, Move>;

export type MoveAction = { type: 'started'; move: Move } | { type: 'ended'; id: number };

export const noMoves: Moves = new Map();

export function movesReducer(moves: Moves, action: MoveAction): Moves {
  const next = new Map(moves);
  if (action.type === 'started') next.set(action.move.card.id, action.move);
  else next.delete(action.id);
  return next;
}

/** The board as the person left it: what the server last said, with the moves that are on their way. */
export function withMoves<T extends Kanban>(board: T, moves: Moves): T {
  if (moves.size === 0) return board;
  return { ...board, kanban: [...moves.values()].reduce(moveCard, board.kanban) };
}

/** The same for a confirmed move, until the server's own totals arrive with the next read. */
export function withConfirmed<T extends Kanban>(board: T, move: Move): T {
  return { ...board, kanban: moveCard(board.kanban, move) };
}

function moveCard(columns: KanbanColumn[], move: Move): KanbanColumn[] {
  const target = columns.find((column) => column.stage_id === move.to);
  // The board was read again after Odoo had moved the card, and before its answer reached us.
  if (!target || target.opportunities.some((card) => card.id === move.card.id)) return columns;
  return columns.map((column) => {
    if (column.stage_id === move.from) return without(column, move);
    if (column.stage_id === move.to) return withCard(column, move);
    return column;
  });
}

// Sums stay the server's: a card may be in another currency than its column.
function without(column: KanbanColumn, { card }: Move): KanbanColumn {
  const opportunities = column.opportunities.filter((other) => other.id !== card.id);
  return { ...column, count: Math.max(0, column.count - 1), opportunities };
}

function withCard(column: KanbanColumn, { card, to }: Move): KanbanColumn {
  const moved = { ...card, stage_id: to, stage: column.stage };
  return { ...column, count: column.count + 1, opportunities: [moved, ...column.opportunities] };
}
