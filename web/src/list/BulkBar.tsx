import { XIcon } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { useScrollRow } from '@/components/ui/useScrollRow';
import { useShortcut } from '@/shell/shortcuts';
import { useOnline } from './useOnline';
import { useRoomBelow } from './useRoomBelow';
import { mostSelected } from './useSelection';

interface BulkBarProps {
  count: number;
  busy: boolean;
  clear: () => void;
  children: ReactNode;
}

/** What may be done to all the chosen rows at once; on a phone one row of it, which scrolls. */
export function BulkBar({ count, busy, clear, children }: BulkBarProps) {
  const { t } = useTranslation();
  const bar = useRef<HTMLDivElement>(null);
  const row = useScrollRow<HTMLFieldSetElement>();
  const online = useOnline();
  useRoomBelow(bar);
  useShortcut({
    keys: 'b',
    label: 'list.bulk.label',
    group: 'page',
    run: () => bar.current?.querySelector('button')?.focus(),
  });
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={t('list.bulk.label')}
      aria-busy={busy}
      data-testid="bulk-bar"
      className="relative z-20 flex shrink-0 items-center gap-2 border-t bg-popover px-4 py-2 shadow-lift [clip-path:inset(-1.5rem_0_0_0)] max-md:flex-wrap md:px-5"
    >
      <p className="me-1 shrink-0 font-medium tabular-nums" {...(busy && { role: 'status' })}>
        {busy ? t(online ? 'list.bulk.running' : 'list.bulk.waiting') : t('list.bulk.chosen', { count })}
        {count >= mostSelected && !busy && (
          <span className="ms-1 font-normal text-muted-foreground">
            {t('list.bulk.most', { count: mostSelected })}
          </span>
        )}
      </p>
      <fieldset
        ref={row}
        disabled={busy}
        className="flex min-w-0 [scrollbar-width:none] gap-2 fade-x max-md:order-last max-md:-mx-4 max-md:basis-[calc(100%+2rem)] max-md:overflow-x-auto max-md:px-4 max-md:py-0.5 md:flex-wrap max-md:[&_button]:h-9"
      >
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
