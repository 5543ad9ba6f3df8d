import { DndContext, DragOverlay } from '@dnd-kit/core';
import { useMemo, useState } from 'react';
import { useFormats } from '@/formats/useFormats';
import { LeadsBulk } from '@/leads/LeadsBulk';
import { useChangingLeads } from '@/leads/useChangeLeads';
import { BulkOutcome } from '@/list/BulkOutcome';
import { ChosenCount } from '@/list/ChosenCount';
import { BoardContext, type AboutCard } from './BoardContext';
import { NothingMatches } from './BoardEmpty';
import { CardDialogs } from './CardDialogs';
import { CardFace } from './CardFace';
import { heldByItsTop } from './heldByItsTop';
import { noStage, type Board as BoardData, type BoardFilter, type BoardOrder } from './kanban';
import { Lanes } from './Lanes';
import { withMoves } from './moves';
import { useBoardDrag } from './useBoardDrag';
import { useBoardSelection } from './useBoardSelection';
import { takesOthers, useDropCard } from './useDropCard';
import { useMoveCard } from './useMoveCard';

const modifiers = [heldByItsTop];

interface BoardProps {
  board: BoardData;
  filter: BoardFilter;
  order: BoardOrder;
  readAt: number;
}

export function Board({ board, filter, order, readAt }: BoardProps) {
  const formats = useFormats();
  const stageName = (id: number) => board.columns.find(({ stage_id }) => stage_id === id)?.stage ?? '';
  const { moves, moveCard } = useMoveCard(stageName);
  const selection = useBoardSelection(filter);
  const { dropCard, outcome, closeOutcome } = useDropCard(selection, moveCard);
  const { lifted, dndProps } = useBoardDrag(stageName, dropCard);
  const changing = useChangingLeads();
  const [about, setAbout] = useState<AboutCard | null>(null);
  const columns = useMemo(() => withMoves(board.columns, moves), [board.columns, moves]);
  const nothing = columns.every(({ count }) => count === 0) && Object.keys(filter).length > 0;
  const stages = useMemo(
    () =>
      board.columns
        .filter(({ stage_id }) => stage_id !== noStage)
        .map(({ stage_id, stage }) => ({ id: stage_id, name: stage })),
    [board.columns],
  );

  return (
    <BoardContext
      value={{
        stages,
        filter,
        order,
        readAt,
        moves,
        changing,
        selection,
        lifted: lifted?.id ?? null,
        moveCard,
        ask: (how, card) => setAbout({ how, card }),
      }}
    >
      <DndContext {...dndProps}>
        {nothing ? <NothingMatches q={filter.q} /> : <Lanes columns={columns} />}
        <DragOverlay dropAnimation={null} modifiers={modifiers} zIndex={10} className="pointer-events-none">
          {lifted && (
            <div data-testid="lifted-card" className="relative">
              <CardFace card={lifted} className="rotate-1 shadow-lift" />
              {takesOthers(selection, lifted.id) && (
                <span className="absolute -end-2 -top-2 grid h-6 min-w-6 place-items-center rounded-full bg-primary px-1.5 text-xs font-semibold text-primary-foreground tabular-nums">
                  {formats.count(selection.rows.size)}
                </span>
              )}
            </div>
          )}
        </DragOverlay>
      </DndContext>
      <ChosenCount count={selection.rows.size} />
      {selection.rows.size > 0 && (
        <LeadsBulk
          selected={selection.rows}
          clear={selection.clear}
          keep={selection.keep}
          restorable={false}
        />
      )}
      {outcome && <BulkOutcome outcome={outcome} onClose={closeOutcome} />}
      <CardDialogs about={about} onClose={() => setAbout(null)} />
    </BoardContext>
  );
}
