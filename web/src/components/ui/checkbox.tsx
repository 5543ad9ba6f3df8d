import { CheckIcon, MinusIcon } from 'lucide-react';
import { Checkbox as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';

export function Checkbox({ className, checked, ...props }: ComponentProps<typeof Primitive.Root>) {
  const Icon = checked === 'indeterminate' ? MinusIcon : CheckIcon;
  return (
    <Primitive.Root
      data-slot="checkbox"
      {...(checked !== undefined && { checked })}
      className={cn(
        'grid size-4 shrink-0 place-items-center rounded-[4px] border border-muted-foreground/70 bg-card disabled:opacity-55',
        'data-[state=checked]:border-primary data-[state=checked]:bg-primary data-[state=checked]:text-primary-foreground data-[state=indeterminate]:border-primary data-[state=indeterminate]:bg-primary data-[state=indeterminate]:text-primary-foreground',
        className,
      )}
      {...props}
    >
      <Primitive.Indicator>
        <Icon aria-hidden className="size-3.5" />
      </Primitive.Indicator>
    </Primitive.Root>
  );
}
