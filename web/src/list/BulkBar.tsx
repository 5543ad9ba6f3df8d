import { XIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { mostSelected } from './useSelection';

interface BulkBarProps {
  count: number;
  busy: boolean;
  clear: () => void;
  children: ReactNode;
}

/** What may be done to all the chosen rows at once. */
export function BulkBar({ count, busy, clear, children }: BulkBarProps) {
  const { t } = useTranslation();
  return (
    <div
      role="toolbar"
      aria-label={t('list.bulk.label')}
      aria-busy={busy}
      data-testid="bulk-bar"
      className="flex shrink-0 flex-wrap items-center gap-2 border-t bg-popover px-4 py-2 shadow-lift md:px-5"
    >
      <p role="status" className="me-1 font-medium tabular-nums">
        {busy ? t('list.bulk.running') : t('list.bulk.chosen', { count })}
        {count >= mostSelected && !busy && (
          <span className="ms-1 font-normal text-muted-foreground">
            {t('list.bulk.most', { count: mostSelected })}
          </span>
        )}
      </p>
      <fieldset disabled={busy} className="contents">
        {children}
      </fieldset>
      <Button
        variant="ghost"
        size="icon"
        onClick={clear}
        disabled={busy}
        aria-label={t('list.bulk.clear')}
        className="ms-auto"
      >
        <XIcon aria-hidden />
      </Button>
    </div>
  );
}
