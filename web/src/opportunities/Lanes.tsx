import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/cn';
import { useBoard } from './BoardContext';
import { Column } from './Column';
import { FoldedColumn } from './FoldedColumn';
import { noStage, type BoardColumn } from './kanban';
import { StageStrip } from './StageStrip';
import { useFolded } from './useFolded';
import { walkCards } from './walkCards';

/** The columns side by side; on a phone one at a time, with the names of all above it. */
export function Lanes({ columns }: { columns: BoardColumn[] }) {
  const { t } = useTranslation();
  const { lifted } = useBoard();
  const lanes = useRef<HTMLDivElement>(null);
  const { isFolded, fold, unfold } = useFolded();
  const first = columns.find((column) => column.stage_id !== noStage && !isFolded(column));

  return (
    <>
      <StageStrip columns={columns} lanes={lanes} onChoose={unfold} />
      <div
        ref={lanes}
        role="group"
        aria-label={t('board.stages')}
        data-testid="board"
        onKeyDown={lifted === null ? walkCards : undefined}
        className={cn(
          'flex min-h-0 flex-1 gap-3 overflow-x-auto overscroll-x-contain p-4 max-md:scroll-px-4 max-md:pt-2 md:px-5',
          lifted === null ? 'max-md:snap-x max-md:snap-mandatory' : '**:cursor-grabbing!',
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
    </>
  );
}
