import { cn } from '@/components/ui/cn';

export function Logo({ className }: { className?: string }) {
  return <img src="/causeway.svg" alt="" className={cn('size-6', className)} />;
}
