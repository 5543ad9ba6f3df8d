import { useId, type ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

interface SectionProps {
  title: ReactNode;
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

export function Section({ title, aside, className, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cn('rounded-xl border bg-card p-4 shadow-card', className)}>
      <div className="mb-3 flex items-center gap-2">
        <h2 id={id} className="font-semibold tracking-tight">
          {title}
        </h2>
        {aside && <div className="ms-auto flex items-center gap-2">{aside}</div>}
      </div>
      {children}
    </section>
  );
}

/** Fields side by side, as many as there is room for. */
export function FieldGrid({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-[repeat(auto-fill,minmax(13rem,1fr))]">
      {children}
    </dl>
  );
}
