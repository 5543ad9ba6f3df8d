import { useDroppable } from '@dnd-kit/core';
import { useEffect, useState, type RefObject } from 'react';
import { noStage, type BoardColumn } from './kanban';
import { cn } from '@/components/ui/cn';
import { useScrollRow } from '@/components/ui/useScrollRow';
import { useFormats } from '@/formats/useFormats';
import type { DropStage } from './DropStage';

interface StageStripProps {
  columns: BoardColumn[];
  lanes: RefObject<HTMLDivElement | null>;
  onChoose: (stageId: number) => void;
}

/** On a phone one column is in view at a time: the strip tells which, leads to the others, and takes cards. A card in the air passes below it. */
export function StageStrip({ columns, lanes, onChoose }: StageStripProps) {
  const inView = useColumnInView(lanes, columns.length);
  const row = useScrollRow<HTMLDivElement>(inView);
  const choose = (stageId: number) => {
    onChoose(stageId);
    requestAnimationFrame(() =>
      lanes.current
        ?.querySelector(`[data-stage="${stageId}"]`)
        ?.scrollIntoView({ behavior: 'smooth', inline: 'start', block: 'nearest' }),
    );
  };
  return (
    <div
      ref={row}
      className="relative z-20 flex shrink-0 [scrollbar-width:none] gap-1 overflow-x-auto scroll-smooth bg-background fade-x px-4 py-2 md:hidden"
    >
      {columns.map((column) => (
        <StageChip
          key={column.stage_id}
          column={column}
          active={inView === column.stage_id}
          onChoose={() => choose(column.stage_id)}
        />
      ))}
    </div>
  );
}

interface StageChipProps {
  column: BoardColumn;
  active: boolean;
  onChoose: () => void;
}

function StageChip({ column, active, onChoose }: StageChipProps) {
  const formats = useFormats();
  const { setNodeRef, isOver } = useDroppable({
    id: `chip-${column.stage_id}`,
    data: { stageId: column.stage_id, chip: true } satisfies DropStage,
    disabled: column.stage_id === noStage,
  });
  return (
    <button
      ref={setNodeRef}
      type="button"
      aria-current={active || undefined}
      data-testid="stage-chip"
      onClick={onChoose}
      className={cn(
        'inline-flex h-8 shrink-0 items-center gap-1.5 rounded-full px-3 text-sm font-medium text-muted-foreground',
        active && 'bg-accent text-foreground',
        isOver && 'bg-primary text-primary-foreground',
      )}
    >
      {column.stage}
      <span className="text-xs font-normal tabular-nums">{formats.count(column.count)}</span>
    </button>
  );
}

function useColumnInView(lanes: RefObject<HTMLDivElement | null>, count: number) {
  const [inView, setInView] = useState<number | null>(null);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        const entry = entries.find(({ isIntersecting }) => isIntersecting);
        if (entry) setInView(Number((entry.target as HTMLElement).dataset.stage));
      },
      { root: lanes.current, threshold: 0.7 },
    );
    lanes.current?.querySelectorAll('[data-stage]').forEach((column) => observer.observe(column));
    return () => observer.disconnect();
  }, [lanes, count]);
  return inView;
}
