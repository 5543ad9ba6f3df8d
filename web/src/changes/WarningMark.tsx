import type { LucideIcon } from 'lucide-react';
import { Tooltip } from '@/components/ui/tooltip';

interface WarningMarkProps {
  icon: LucideIcon;
  text: string;
  hint: string;
  testId: string;
  onPress?: () => void;
}

/** A small sign in the head of a page that something on it may not be the present. */
export function WarningMark({ icon: Icon, text, hint, testId, onPress }: WarningMarkProps) {
  return (
    <Tooltip label={hint}>
      <button
        type="button"
        data-testid={testId}
        onClick={onPress}
        className="inline-flex h-7 items-center gap-1.5 rounded-full bg-warning-soft px-2.5 text-xs font-medium whitespace-nowrap text-warning"
      >
        <Icon aria-hidden className="size-3.5" />
        <span role="status">{text}</span>
      </button>
    </Tooltip>
  );
}
