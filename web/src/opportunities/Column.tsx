import { useDroppable } from '@dnd-kit/core';
import { useState } from 'react';
import { noStage, type BoardColumn } from './kanban';
import { cn } from '@/components/ui/cn';
import { CardList } from './CardList';
import { ColumnHead } from './ColumnHead';
import { QuickCreate } from './QuickCreate';
import type { DropStage } from './DropStage';
import { useColumnCards } from './useColumnCards';
import { useCreating } from './useCreating';

interface ColumnProps {
  column: BoardColumn;
  /** Where a new opportunity begins. */
  first: boolean;
  onFold: () => void;
}

export function Column({ column, first, onFold }: ColumnProps) {
  const loaded = useColumnCards(column);
  const { creating, create, close } = useCreating(first);
  const [created, setCreated] = useState<number | null>(null);
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
      className={cn(
        'flex min-h-0 flex-[1_0_13.5rem] flex-col rounded-xl bg-lane ring-1 ring-transparent transition-[background-color,box-shadow] max-md:flex-[0_0_calc(100vw-3.5rem)] max-md:snap-start md:max-w-80',
        isOver && 'bg-accent ring-ring/60',
      )}
    >
      <ColumnHead column={column} cards={loaded.cards} onFold={onFold} onCreate={create} />
      {creating && <QuickCreate column={column} onCreated={setCreated} onClose={close} />}
      <CardList column={column} loaded={loaded} created={created} />
    </section>
  );
}
