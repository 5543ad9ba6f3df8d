const arches = Array.from({ length: 16 }, (_, index) => index * 120);

/** A road on arches along the foot of the page. */
export function CausewayDrawing() {
  return (
    <svg
      aria-hidden
      viewBox="0 0 1920 150"
      preserveAspectRatio="xMidYMax slice"
      className="h-36 w-full text-primary/15 max-md:h-24 dark:text-primary/20"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
    >
      <path d="M0 34h1920M0 48h1920" />
      {arches.map((x) => (
        <path key={x} d={`M${x + 10} 150v-32a50 50 0 0 1 100 0v32`} />
      ))}
      <path d="M0 132h1920" strokeDasharray="3 9" />
    </svg>
  );
}
