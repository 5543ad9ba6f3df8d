import { DndContext, DragOverlay } from '@dnd-kit/core';
import { useCallback, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/cn';
import type { Board as BoardData, BoardFilter } from './board';
import { BoardContext } from './BoardContext';
import { CardFace } from './CardFace';
import { Column } from './Column';
import { FoldedColumn } from './FoldedColumn';
import { withMoves } from './moves';
import { StageStrip } from './StageStrip';
import { useBoardDrag } from './useBoardDrag';
import { useFolded } from './useFolded';
import { useMoveCard } from './useMoveCard';

interface BoardProps {
  board: BoardData;
  filter: BoardFilter;
  readAt: number;
}

export function Board({ board, filter, readAt }: BoardProps) {
  const { t } = useTranslation();
  const lanes = useRef<HTMLDivElement>(null);
  const stageName = useCallback(
    (id: number) => board.stages.find((stage) => stage.id === id)?.name ?? '',
    [board.stages],
  );
  const { moves, moveCard } = useMoveCard(stageName);
  const { lifted, dndProps } = useBoardDrag(stageName, moveCard);
  const { isFolded, fold, unfold } = useFolded(board.stages);
  const shown = useMemo(() => withMoves(board, moves), [board, moves]);

  const context = { stages: board.stages, filter, readAt, moves, moveCard };

  return (
    <BoardContext value={context}>
      <DndContext {...dndProps}>
        <StageStrip columns={shown.kanban} lanes={lanes} onChoose={unfold} />
        <div
          ref={lanes}
          role="group"
          aria-label={t('board.stages')}
          data-testid="board"
          className={cn(
            'flex min-h-0 flex-1 gap-3 overflow-x-auto overscroll-x-contain p-4 max-md:scroll-px-4 max-md:pt-2 md:px-5',
            !lifted && 'max-md:snap-x max-md:snap-mandatory',
          )}
        >
          {shown.kanban.map((column) =>
            isFolded(column.stage_id) ? (
              <FoldedColumn key={column.stage_id} column={column} onUnfold={() => unfold(column.stage_id)} />
            ) : (
              <Column key={column.stage_id} column={column} onFold={() => fold(column.stage_id)} />
            ),
          )}
        </div>
        <DragOverlay dropAnimation={null}>
          {lifted && <CardFace card={lifted} className="rotate-1 cursor-grabbing shadow-lift" />}
        </DragOverlay>
      </DndContext>
    </BoardContext>
  );
}
