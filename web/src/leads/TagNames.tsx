import { cn } from '@/components/ui/cn';

interface TagNamesProps {
  /** On as many lines as it takes. */
  wrap?: boolean;
  tags: readonly { id: number; name: string | null }[];
}

export function TagNames({ tags, wrap = false }: TagNamesProps) {
  if (tags.length === 0) return null;
  return (
    <span className={cn('inline-flex max-w-full gap-1 align-middle', wrap ? 'flex-wrap' : 'overflow-hidden')}>
      {tags.map(({ id, name }) => (
        <span
          key={id}
          className="truncate rounded-sm bg-secondary px-1.5 text-2xs leading-5 text-secondary-foreground"
        >
          {name}
        </span>
      ))}
    </span>
  );
}
