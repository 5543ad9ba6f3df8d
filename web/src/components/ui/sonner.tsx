import { Toaster as Sonner, type ToasterProps } from 'sonner';

export function Toaster(props: ToasterProps) {
  return (
    <Sonner
      position="bottom-right"
      closeButton
      offset={{ bottom: 'calc(1.5rem + var(--below, 0px))' }}
      mobileOffset={{ bottom: 'calc(4.25rem + env(safe-area-inset-bottom) + var(--below, 0px))' }}
      toastOptions={{
        classNames: {
          error: '[&_[data-icon]]:text-destructive',
          warning: '[&_[data-icon]]:text-warning',
          success: '[&_[data-icon]]:text-success',
          description: 'text-muted-foreground!',
        },
      }}
      style={
        {
          '--normal-bg': 'var(--popover)',
          '--normal-text': 'var(--popover-foreground)',
          '--normal-border': 'var(--border)',
          '--border-radius': 'var(--radius)',
          fontFamily: 'inherit',
        } as React.CSSProperties
      }
      {...props}
    />
  );
}
