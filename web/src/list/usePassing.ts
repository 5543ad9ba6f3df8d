import { useState } from 'react';

/** More new rows than this at once, and one cannot have read those before. */
const readable = 4;

/** Whether rows go by in flight. A single jump is none: it ends where one wants to read. */
export function usePassing(first: number, isScrolling: boolean) {
  const [flight, setFlight] = useState({ first, jumps: 0 });
  const jumps = isScrolling ? flight.jumps : 0;
  if (flight.first !== first || flight.jumps !== jumps) {
    const far = Math.abs(first - flight.first) > readable;
    setFlight({ first, jumps: isScrolling && far ? jumps + 1 : 0 });
  }
  return jumps > 1;
}
