import { useCallback, useLayoutEffect, useRef } from 'react';

/** One function for ever, which does what the last one given does: who has it need not be drawn again for a new one. */
export function useLatest<Args extends unknown[], Result>(run: (...args: Args) => Result) {
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
