import { Command } from 'cmdk';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Keys } from '@/components/ui/kbd';

interface CommandItemProps {
  value: string;
  icon: LucideIcon;
  keys?: string | undefined;
  disabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
}

export function CommandItem({
  value,
  icon: Icon,
  keys,
  disabled = false,
  onSelect,
  children,
}: CommandItemProps) {
  return (
    <Command.Item
      value={value}
      disabled={disabled}
      onSelect={onSelect}
      className="flex min-h-9 cursor-default items-center gap-3 rounded-md px-2 py-1.5 select-none data-[disabled=true]:opacity-60 data-[selected=true]:bg-accent max-md:min-h-11"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {keys && (
        <span className="max-md:hidden">
          <Keys keys={keys} />
        </span>
      )}
    </Command.Item>
  );
}
