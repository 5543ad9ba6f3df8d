import { LoaderCircleIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/cn';
import { useScrollRow } from '@/components/ui/useScrollRow';
import { useStages } from '@/crm/lookups';

interface StageBarProps {
  stageId: number | null;
  onMove: (stageId: number) => Promise<unknown>;
}

/** The way that an opportunity takes, in Odoo's order; press a stage to move it there. */
export function StageBar({ stageId, onMove }: StageBarProps) {
  const { t } = useTranslation();
  const stages = useStages();
  const [moving, setMoving] = useState<number | null>(null);
  const row = useScrollRow<HTMLOListElement>(stages.length > 0 ? stageId : null);
  const at = stages.findIndex(({ value }) => value === stageId);

  const move = (id: number) => {
    if (moving !== null || id === stageId) return;
    setMoving(id);
    void onMove(id).finally(() => setMoving(null));
  };

  return (
    <ol
      ref={row}
      aria-label={t('leads.field.stage')}
      className="flex [scrollbar-width:none] gap-1 overflow-x-auto scroll-smooth rounded-lg bg-muted fade-x p-1"
    >
      {stages.map(({ value, label }, index) => (
        <li key={value} className="min-w-max flex-1">
          <button
            type="button"
            aria-current={value === stageId ? 'step' : undefined}
            aria-busy={moving === value}
            onClick={() => move(Number(value))}
            className={cn(
              'flex h-8 w-full items-center justify-center gap-1.5 rounded-md px-3 text-sm font-medium transition-colors',
              index < at && 'text-foreground',
              index > at && 'text-muted-foreground hover:text-foreground',
              value === stageId && 'bg-primary text-primary-foreground shadow-card',
            )}
          >
            {label}
            {moving === value && <LoaderCircleIcon aria-hidden className="size-3.5 animate-spin" />}
          </button>
        </li>
      ))}
    </ol>
  );
}
