import { useEffect, useState } from 'react';

/** The present, told again every `everyMs`, for texts such as "5 minutes ago". */
export function useNow(everyMs: number) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
