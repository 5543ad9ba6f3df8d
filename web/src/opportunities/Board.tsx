import { DndContext, DragOverlay } from '@dnd-kit/core';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/cn';
import { noStage, type Board as BoardData, type BoardFilter } from './kanban';
import { BoardContext } from './BoardContext';
import { CardFace } from './CardFace';
import { Column } from './Column';
import { FoldedColumn } from './FoldedColumn';
import { heldByItsTop } from './heldByItsTop';
import { withMoves } from './moves';
import { StageStrip } from './StageStrip';
import { useBoardDrag } from './useBoardDrag';
import { useFolded } from './useFolded';
import { useMoveCard } from './useMoveCard';

const modifiers = [heldByItsTop];

interface BoardProps {
  board: BoardData;
  filter: BoardFilter;
  readAt: number;
}

export function Board({ board, filter, readAt }: BoardProps) {
  const { t } = useTranslation();
  const lanes = useRef<HTMLDivElement>(null);
  const stageName = (id: number) => board.columns.find(({ stage_id }) => stage_id === id)?.stage ?? '';
  const { moves, moveCard } = useMoveCard(stageName);
  const { lifted, dndProps } = useBoardDrag(stageName, moveCard);
  const { isFolded, fold, unfold } = useFolded();
  const columns = useMemo(() => withMoves(board.columns, moves), [board.columns, moves]);
  const first = columns.find((column) => column.stage_id !== noStage && !isFolded(column));
  const stages = useMemo(
    () =>
      board.columns
        .filter(({ stage_id }) => stage_id !== noStage)
        .map(({ stage_id, stage }) => ({ id: stage_id, name: stage })),
    [board.columns],
  );

  return (
    <BoardContext value={{ stages, filter, readAt, moves, lifted: lifted?.id ?? null, moveCard }}>
      <DndContext {...dndProps}>
        <StageStrip columns={columns} lanes={lanes} onChoose={unfold} />
        <div
          ref={lanes}
          role="group"
          aria-label={t('board.stages')}
          data-testid="board"
          className={cn(
            'flex min-h-0 flex-1 gap-3 overflow-x-auto overscroll-x-contain p-4 max-md:scroll-px-4 max-md:pt-2 md:px-5',
            lifted ? '**:cursor-grabbing!' : 'max-md:snap-x max-md:snap-mandatory',
          )}
        >
          {columns.map((column) =>
            isFolded(column) ? (
              <FoldedColumn key={column.stage_id} column={column} onUnfold={() => unfold(column.stage_id)} />
            ) : (
              <Column
                key={column.stage_id}
                column={column}
                first={column === first}
                onFold={() => fold(column.stage_id)}
              />
            ),
          )}
        </div>
        <DragOverlay dropAnimation={null} modifiers={modifiers} zIndex={10} className="pointer-events-none">
          {lifted && (
            <div data-testid="lifted-card">
              <CardFace card={lifted} className="rotate-1 shadow-lift" />
            </div>
          )}
        </DragOverlay>
      </DndContext>
    </BoardContext>
  );
}
