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
}

/** Says what is the case, and what to do next. */
export function EmptyState({ icon: Icon, title, children, action, className, role }: EmptyStateProps) {
  return (
    <div
      role={role}
      className={cn('m-auto flex max-w-sm flex-col items-center px-6 py-16 text-center', className)}
    >
      <span className="mb-4 grid size-11 place-items-center rounded-xl border bg-card shadow-card">
        <Icon aria-hidden className="size-5 text-muted-foreground" />
      </span>
      <h2 className="text-base font-semibold tracking-tight">{title}</h2>
      {children && <div className="mt-1 text-pretty text-muted-foreground">{children}</div>}
      {action && <div className="mt-5 flex gap-2">{action}</div>}
    </div>
  );
}
