import type { ComponentProps } from 'react';
import { cn } from './cn';

/** Initials on a hue of the person's own, the same on every page. */
export function Avatar({ name, className, ...props }: { name: string } & ComponentProps<'span'>) {
  return (
    <span
      data-slot="avatar"
      role="img"
      aria-label={name}
      title={name}
      style={{ '--hue': hueOf(name) } as React.CSSProperties}
      className={cn(
        'inline-flex size-5 shrink-0 items-center justify-center rounded-full text-[0.5625rem] font-semibold tracking-tight',
        'bg-[oklch(0.9_0.05_var(--hue))] text-[oklch(0.35_0.08_var(--hue))]',
        'dark:bg-[oklch(0.37_0.055_var(--hue))] dark:text-[oklch(0.92_0.045_var(--hue))]',
        className,
      )}
      {...props}
    >
      <span aria-hidden>{initialsOf(name)}</span>
    </span>
  );
}

function initialsOf(name: string) {
  const words = name.trim().split(/\s+/);
  const first = words[0] ?? '';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return (firstLetter(first) + firstLetter(last)).toLocaleUpperCase();
}

function firstLetter(word: string) {
  return Array.from(word)[0] ?? '';
}

function hueOf(name: string) {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + character.codePointAt(0)!) % 3600;
  return hash % 360;
}
