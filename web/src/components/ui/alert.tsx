import { cva, type VariantProps } from 'class-variance-authority';
import { CircleAlertIcon, CircleCheckIcon, InfoIcon, TriangleAlertIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

const alertVariants = cva(
  'flex gap-2.5 rounded-lg border p-3 text-sm [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0',
  {
    variants: {
      variant: {
        info: 'bg-card [&>svg]:text-primary',
        success: 'border-success/30 bg-success/6 [&>svg]:text-success',
        warning: 'border-warning/30 bg-warning-soft [&>svg]:text-warning',
        error: 'border-destructive/30 bg-destructive/6 [&>svg]:text-destructive',
      },
    },
    defaultVariants: { variant: 'info' },
  },
);

const icons = {
  info: InfoIcon,
  success: CircleCheckIcon,
  warning: TriangleAlertIcon,
  error: CircleAlertIcon,
};

interface AlertProps extends VariantProps<typeof alertVariants> {
  title: ReactNode;
  children?: ReactNode;
  className?: string;
}

export function Alert({ variant, title, children, className }: AlertProps) {
  const Icon = icons[variant ?? 'info'];
  return (
    <div
      role={variant === 'error' ? 'alert' : 'status'}
      data-slot="alert"
      className={cn(alertVariants({ variant }), className)}
    >
      <Icon aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        {children && <div className="mt-0.5 text-pretty text-muted-foreground">{children}</div>}
      </div>
    </div>
  );
}
