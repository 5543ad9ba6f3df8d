import { XIcon } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button';
import { cn } from './cn';

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

interface PanelProps extends Omit<ComponentProps<typeof Primitive.Content>, 'title'> {
  title: string;
  description?: ReactNode;
}

const panel =
  'fixed z-50 flex max-h-[calc(100dvh-2rem)] flex-col overflow-hidden border bg-popover text-popover-foreground shadow-lift outline-none data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0';

/** In the middle of the page; at the foot of a phone's. */
export function DialogContent({ className, ...props }: PanelProps) {
  return (
    <Panel
      className={cn(
        panel,
        'inset-x-0 mx-auto w-full max-w-md max-md:bottom-0 max-md:rounded-t-xl max-md:pb-[env(safe-area-inset-bottom)] md:top-[12vh] md:max-h-[76vh] md:rounded-xl',
        className,
      )}
      {...props}
    />
  );
}

/** Along the foot of the page, for what a phone has no room for. */
export function Sheet({ className, ...props }: PanelProps) {
  return (
    <Panel
      className={cn(
        panel,
        'inset-x-0 bottom-0 rounded-t-xl pb-[env(safe-area-inset-bottom)] data-[state=open]:slide-in-from-bottom-8',
        className,
      )}
      {...props}
    />
  );
}

function Panel({ title, description, children, ...props }: PanelProps) {
  const { t } = useTranslation();
  return (
    <Primitive.Portal>
      <Primitive.Overlay className="fixed inset-0 z-50 bg-black/40 data-[state=open]:animate-in data-[state=open]:fade-in-0" />
      <Primitive.Content
        data-slot="dialog"
        // Radix warns unless it is told that there is none.
        {...(!description && { 'aria-describedby': undefined })}
        {...props}
      >
        <div className="flex items-start gap-3 px-4 pt-3.5 pb-2">
          <div className="min-w-0 flex-1 pt-0.5">
            <Primitive.Title className="text-base font-semibold tracking-tight">{title}</Primitive.Title>
            {description && (
              <Primitive.Description className="mt-1 text-pretty text-muted-foreground">
                {description}
              </Primitive.Description>
            )}
          </div>
          <Primitive.Close asChild>
            <Button variant="ghost" size="icon" className="-me-1.5 shrink-0" aria-label={t('common.close')}>
              <XIcon aria-hidden />
            </Button>
          </Primitive.Close>
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">{children}</div>
      </Primitive.Content>
    </Primitive.Portal>
  );
}
