import { useId, type ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

interface SectionProps {
  title: string;
  text?: ReactNode;
  action?: ReactNode;
  className?: string;
  testId?: string;
  children?: ReactNode;
}

/** One matter of a page: what it is, what one can do about it, and below it how it stands. */
export function Section({ title, text, action, className, testId, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} data-testid={testId} className={cn('min-w-0', className)}>
      <div className="mb-3 flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-48 flex-1">
          <h2 id={id} className="text-base font-semibold tracking-tight">
            {title}
          </h2>
          {text && <p className="mt-0.5 max-w-prose text-pretty text-muted-foreground">{text}</p>}
        </div>
        {action && <div className="flex flex-wrap gap-2">{action}</div>}
      </div>
      {children}
    </section>
  );
}

/** What a section holds, on a sheet of its own. */
export function Surface({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={cn('rounded-lg border bg-card shadow-card', className)}>{children}</div>;
}

/** The scrolling body of a page of sections. */
export function Sections({ className, children }: { className?: string; children: ReactNode }) {
  return (
    // Focusable, so that arrow keys scroll a page that holds nothing else to focus.
    <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto -outline-offset-2">
      <div
        className={cn(
          'mx-auto grid w-full max-w-4xl grid-cols-1 gap-10 p-4 pb-12 md:px-8 md:py-7',
          className,
        )}
      >
        {children}
      </div>
    </div>
  );
}
