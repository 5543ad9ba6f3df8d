import { describe, expect, it } from 'vitest';
import type { Opportunity } from '@/api/types';
import type { BoardColumn } from './kanban';
import { movesReducer, noMoves, withMove, withMoves, type Move } from './moves';

const [newStage, qualified] = [1, 2];

function card(id: number, stage_id: number): Opportunity {
  return {
    id,
    name: `Card ${id}`,
    stage_id,
    stage: stage_id === newStage ? 'New' : 'Qualified',
    account_id: null,
    account_name: null,
    value: 100,
    probability: 50,
    weighted_value: 50,
    salesperson: null,
    salesperson_id: null,
    team: null,
    expected_close_date: null,
    tags: [],
    description: null,
    currency: 'EUR',
    priority: '0',
    odoo_url: 'https://odoo.example.com/odoo/crm/1',
    last_synced: '2026-11-21T12:00:00Z',
    etag: '"1"',
    source: 'odoo',
    custom: {},
  };
}

function columns(inNew: number[], inQualified: number[]): BoardColumn[] {
  const column = (stage_id: number, stage: string, ids: number[]) => ({
    stage,
    stage_id,
    count: ids.length + 60,
    total_value: 1000,
    weighted_value: 500,
    opportunities: ids.map((id) => card(id, stage_id)),
    next_cursor: 'x',
    folded: false,
    isWon: false,
  });
  return [column(newStage, 'New', inNew), column(qualified, 'Qualified', inQualified)];
}

function started(id: number): Move {
  return { card: card(id, newStage), from: newStage, to: qualified };
}

function idsOf(columns: BoardColumn[]) {
  return columns.map((column) => column.opportunities.map(({ id }) => id));
}

describe('pending moves', () => {
  it('show a card in the column where it was dropped', () => {
    const moves = movesReducer(noMoves, { type: 'started', move: started(1) });
    const shown = withMoves(columns([1, 2], [3]), moves);
    expect(idsOf(shown)).toEqual([[2], [1, 3]]);
    expect(shown[1]!.opportunities[0]).toMatchObject({ stage_id: qualified, stage: 'Qualified' });
  });

  it('count the card in its new column, and leave the sums to the server', () => {
    const shown = withMove(columns([1], []), started(1));
    expect(shown.map(({ count }) => count)).toEqual([60, 61]);
    expect(shown.map(({ total_value }) => total_value)).toEqual([1000, 1000]);
  });

  it('put the card back when they end without a confirmation', () => {
    const moves = movesReducer(movesReducer(noMoves, { type: 'started', move: started(1) }), {
      type: 'ended',
      id: 1,
    });
    expect(idsOf(withMoves(columns([1, 2], [3]), moves))).toEqual([[1, 2], [3]]);
  });

  it('do not count a card twice when the board was read after Odoo moved it', () => {
    const moves = movesReducer(noMoves, { type: 'started', move: started(1) });
    const readAgain = columns([2], [1, 3]);
    expect(withMoves(readAgain, moves)).toEqual(readAgain);
  });

  it('move a card that was loaded behind the first ones', () => {
    const moves = movesReducer(noMoves, { type: 'started', move: started(70) });
    const shown = withMoves(columns([1], [3]), moves);
    expect(idsOf(shown)).toEqual([[1], [70, 3]]);
    expect(shown.map(({ count }) => count)).toEqual([60, 62]);
  });

  it('of several cards are shown together', () => {
    const moves = [started(1), started(2)].reduce(
      (all, move) => movesReducer(all, { type: 'started', move }),
      noMoves,
    );
    expect(idsOf(withMoves(columns([1, 2], []), moves))).toEqual([[], [2, 1]]);
  });

  it('leave the board itself untouched', () => {
    const before = columns([1], []);
    expect(withMoves(before, noMoves)).toBe(before);
    withMove(before, started(1));
    expect(before).toEqual(columns([1], []));
  });
});
