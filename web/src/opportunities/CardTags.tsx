import type { Opportunity } from '@/api/types';

const shown = 2;

export function CardTags({ tags }: { tags: Opportunity['tags'] }) {
  if (tags.length === 0) return null;
  const rest = tags.slice(shown);
  return (
    <ul className="mt-1.5 flex min-w-0 gap-1">
      {tags.slice(0, shown).map((tag) => (
        <li
          key={tag.id}
          className="inline-flex min-w-0 items-center gap-1.5 rounded-full border px-1.5 text-2xs text-muted-foreground"
        >
          <span
            aria-hidden
            style={{ '--hue': (tag.id * 47) % 360 } as React.CSSProperties}
            className="size-1.5 shrink-0 rounded-full bg-[oklch(0.65_0.13_var(--hue))]"
          />
          <span className="truncate">{tag.name}</span>
        </li>
      ))}
      {rest.length > 0 && (
        <li
          title={rest.map((tag) => tag.name).join(', ')}
          className="shrink-0 rounded-full border px-1.5 text-2xs text-muted-foreground"
        >
          +{rest.length}
        </li>
      )}
    </ul>
  );
}
