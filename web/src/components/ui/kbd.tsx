const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

/** `mod+k`, `g p` or `X`, as keys. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="inline-flex items-center gap-1" dir="ltr">
      {keysOf(keys).map((key, index) => (
        <kbd
          key={index}
          className="grid h-5 min-w-5 place-items-center rounded border bg-card px-1 font-sans text-2xs font-medium text-muted-foreground"
        >
          {key === 'mod' ? (isMac ? '⌘' : 'Ctrl') : key.length === 1 ? key.toLocaleUpperCase() : key}
        </kbd>
      ))}
    </span>
  );
}

/** A capital letter is typed with Shift. */
function keysOf(keys: string) {
  return keys.split(/[ +]/).flatMap((key) => (/^\p{Lu}$/u.test(key) ? ['Shift', key] : [key]));
}
