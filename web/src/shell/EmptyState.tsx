import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
  role?: 'alert' | 'status';
  /** `h1` where it is all that the page has. */
  heading?: 'h1' | 'h2';
}

/** Says what is the case, and what to do next. */
export function EmptyState(props: EmptyStateProps) {
  const { icon: Icon, title, children, action, className, role, heading: Heading = 'h2' } = props;
  return (
    <div
      role={role}
      className={cn('m-auto flex max-w-sm flex-col items-center px-6 py-16 text-center', className)}
    >
      <span className="mb-4 grid size-11 place-items-center rounded-xl border bg-card shadow-card">
        <Icon aria-hidden className="size-5 text-muted-foreground" />
      </span>
      <Heading className="text-base font-semibold tracking-tight">{title}</Heading>
      {children && <div className="mt-1 text-pretty text-muted-foreground">{children}</div>}
      {action && <div className="mt-5 flex gap-2">{action}</div>}
    </div>
  );
}
