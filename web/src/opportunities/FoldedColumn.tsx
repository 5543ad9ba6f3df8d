import { useDroppable } from '@dnd-kit/core';
import { useTranslation } from 'react-i18next';
import { noStage, type BoardColumn } from './kanban';
import { cn } from '@/components/ui/cn';
import { useFormats } from '@/formats/useFormats';
import type { DropStage } from './DropStage';

/** A narrow column: still a place to drop on, and a button that opens it. */
export function FoldedColumn({ column, onUnfold }: { column: BoardColumn; onUnfold: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { setNodeRef, isOver } = useDroppable({
    id: `stage-${column.stage_id}`,
    data: { stageId: column.stage_id } satisfies DropStage,
    disabled: column.stage_id === noStage,
  });

  return (
    <section
      ref={setNodeRef}
      aria-label={column.stage}
      data-testid="board-column"
      data-stage={column.stage_id}
      data-folded
      className={cn(
        'w-10 shrink-0 rounded-xl bg-lane ring-1 ring-transparent transition-[background-color,box-shadow] max-md:w-14 max-md:snap-start',
        isOver && 'bg-accent ring-ring/60',
      )}
    >
      <button
        type="button"
        onClick={onUnfold}
        aria-label={t('board.unfold', { stage: column.stage })}
        className="flex size-full flex-col items-center gap-2 rounded-xl py-3.5 hover:bg-accent"
      >
        <span className="text-xs text-muted-foreground tabular-nums">{formats.count(column.count)}</span>
        <span className="truncate font-semibold [writing-mode:vertical-rl]">{column.stage}</span>
      </button>
    </section>
  );
}
