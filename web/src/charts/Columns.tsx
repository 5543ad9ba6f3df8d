import { Link } from '@tanstack/react-router';
import { Table2Icon, ChartColumnIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Tooltip } from '@/components/ui/tooltip';
import type { Column } from './column';
import { ColumnTable } from './ColumnTable';

interface ColumnsProps {
  label: string;
  head: string;
  columns: readonly Column[];
  /** Of a value, for the scale. */
  format: (value: number) => string;
}

const fills = {
  primary: 'bg-primary',
  soft: 'bg-[color-mix(in_oklab,var(--primary)_38%,var(--card))]',
  success: 'bg-success',
  destructive: 'bg-[color-mix(in_oklab,var(--destructive)_65%,var(--card))]',
};

/** Columns side by side for each period, every one a link; the same as a table at the press of a button. */
export function Columns({ label, head, columns, format }: ColumnsProps) {
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  const Icon = asTable ? ChartColumnIcon : Table2Icon;
  const toggle = t(asTable ? 'charts.asChart' : 'charts.asTable');
  return (
    <div className="relative">
      <div className="mb-2 flex items-center gap-4 text-xs text-muted-foreground">
        {columns[0]?.parts.map((part) => (
          <span key={part.name} className="inline-flex items-center gap-1.5">
            <span aria-hidden className={cn('size-2 rounded-sm', fills[part.tone])} />
            {part.name}
          </span>
        ))}
        <Tooltip label={toggle}>
          <Button
            variant="ghost"
            size="icon-sm"
            className="ms-auto print:hidden"
            aria-label={`${toggle}: ${label}`}
            onClick={() => setAsTable(!asTable)}
          >
            <Icon aria-hidden />
          </Button>
        </Tooltip>
      </div>
      {asTable ? (
        <ColumnTable label={label} head={head} columns={columns} />
      ) : (
        <Drawn label={label} columns={columns} format={format} />
      )}
    </div>
  );
}

function Drawn({ label, columns, format }: Omit<ColumnsProps, 'head'>) {
  const most = niceCeiling(Math.max(0, ...columns.flatMap(({ parts }) => parts.map(({ value }) => value))));
  const lines = [1, 0.75, 0.5, 0.25].map((part) => ({ part, text: format(most * part) }));
  // As wide as its longest label, which German does not shorten below a million.
  const scale = Math.max(...lines.map(({ text }) => text.length)) + 0.5;
  return (
    <div className="relative text-2xs" style={{ paddingInlineStart: `calc(${scale}ch + 0.5rem)` }}>
      <div aria-hidden className="absolute inset-0 bottom-9">
        {lines.map(({ part, text }) => (
          <div
            key={part}
            className="absolute inset-x-0 flex items-center gap-2 text-muted-foreground tabular-nums"
            style={{ bottom: `calc(${part * 100}% - 0.5rem)` }}
          >
            <span className="text-end" style={{ width: `${scale}ch` }}>
              {text}
            </span>
            <span className="h-px flex-1 bg-border" />
          </div>
        ))}
      </div>
      <ol aria-label={label} className="relative flex h-52 items-stretch gap-1">
        {columns.map((column) => (
          <li key={column.key} className="flex min-w-0 flex-1 flex-col">
            <div className="flex min-h-0 flex-1 items-end justify-center gap-0.5 border-b">
              {column.parts.map((part) => (
                <Link
                  key={part.name}
                  to={part.href}
                  search={part.search as never}
                  title={`${column.label}: ${part.text}`}
                  className="group/part flex h-full min-w-0 flex-1 items-end justify-center rounded-t-sm hover:bg-accent"
                >
                  <span className="sr-only">{`${column.label}, ${part.name}: ${part.text}`}</span>
                  <span
                    aria-hidden
                    className={cn('w-full max-w-8 rounded-t-sm', fills[part.tone])}
                    style={{
                      height: `${most > 0 ? Math.max(part.value > 0 ? 1 : 0, (part.value / most) * 100) : 0}%`,
                    }}
                  />
                </Link>
              ))}
            </div>
            <p
              aria-hidden
              className="flex h-9 flex-col items-center pt-1 text-2xs leading-4 whitespace-nowrap text-muted-foreground max-md:text-[0.625rem]"
            >
              {column.short}
              <span className="block">{column.under}</span>
            </p>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** The next number above that can be quartered and still be read. */
export function niceCeiling(value: number) {
  if (value <= 0) return 1;
  const magnitude = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 6, 8, 10].find((factor) => factor * magnitude >= value) ?? 10;
  return step * magnitude;
}
