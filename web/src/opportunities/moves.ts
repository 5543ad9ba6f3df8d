import type { Opportunity } from '@/api/types';
import type { BoardColumn } from './kanban';

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

/** The columns as the person left them: what the server last said, with the moves that are on their way. */
export function withMoves(columns: BoardColumn[], moves: Moves): BoardColumn[] {
  return [...moves.values()].reduce(withMove, columns);
}

/** Counts follow the card at once; the sums wait for the server, since a card may be in another currency than its column. */
export function withMove(columns: BoardColumn[], move: Move): BoardColumn[] {
  const target = columns.find((column) => column.stage_id === move.to);
  // The board was read again after Odoo had moved the card, and before its answer reached us.
  if (!target || target.opportunities.some((card) => card.id === move.card.id)) return columns;
  return columns.map((column) => {
    if (column.stage_id === move.from) return without(column, move);
    if (column.stage_id === move.to) return withCard(column, move);
    return column;
  });
}

function without(column: BoardColumn, { card }: Move): BoardColumn {
  const opportunities = column.opportunities.filter((other) => other.id !== card.id);
  return { ...column, count: Math.max(0, column.count - 1), opportunities };
}

function withCard(column: BoardColumn, { card, to }: Move): BoardColumn {
  const moved = { ...card, stage_id: to, stage: column.stage };
  return { ...column, count: column.count + 1, opportunities: [moved, ...column.opportunities] };
}
