import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

export interface Bar {
  key: string;
  label: string;
  value: number;
  /** A part of the bar that is drawn full; the rest is drawn light. */
  part?: number;
  text: ReactNode;
  note?: ReactNode;
  href: string;
  search?: Record<string, unknown>;
  tone?: 'primary' | 'success' | 'warning' | 'destructive';
}

const fills = {
  primary: 'bg-primary',
  success: 'bg-success',
  warning: 'bg-warning',
  destructive: 'bg-destructive',
};

/** Bars that are a table as well: what is drawn is written beside it, and each leads to the list behind it. */
export function Bars({ label, bars }: { label: string; bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map(({ value }) => Math.abs(value)));
  return (
    <ul aria-label={label} className="grid gap-0.5">
      {bars.map((bar) => (
        <li key={bar.key}>
          <Link
            to={bar.href}
            search={(bar.search ?? {}) as never}
            className="-mx-2 block rounded-md px-2 py-1.5 hover:bg-accent"
          >
            <span className="flex items-baseline gap-3">
              <span className="min-w-0 flex-1 truncate">{bar.label}</span>
              {bar.note && <span className="text-xs text-muted-foreground tabular-nums">{bar.note}</span>}
              <span className="font-medium tabular-nums">{bar.text}</span>
            </span>
            <span aria-hidden className="mt-1 block h-1.5 overflow-hidden rounded-full bg-muted">
              <span
                className={cn(
                  'relative block h-full rounded-full',
                  fills[bar.tone ?? 'primary'],
                  bar.part !== undefined && 'opacity-35',
                )}
                style={{ width: `${(Math.abs(bar.value) / most) * 100}%` }}
              />
              {bar.part !== undefined && (
                <span
                  className={cn('relative -mt-1.5 block h-full rounded-full', fills[bar.tone ?? 'primary'])}
                  style={{ width: `${(Math.abs(bar.part) / most) * 100}%` }}
                />
              )}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
