import { Tooltip as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';

export const TooltipProvider = Primitive.Provider;

export function Tooltip({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          data-slot="tooltip-content"
          sideOffset={6}
          collisionPadding={8}
          // A finger does not hover: it would show where the focus comes back to, over what one wants to press next.
          className="z-50 max-w-64 animate-in rounded-md bg-foreground px-2 py-1 text-xs text-balance text-background fade-in-0 zoom-in-95 pointer-coarse:hidden"
        >
          {label}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
