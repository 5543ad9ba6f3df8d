import { useState } from 'react';

/** The entry that Enter takes: the best one whenever another search was answered, else where the arrows led. */
export function useSelected(best: string | undefined) {
  const [selected, setSelected] = useState('');
  const [bestBefore, setBestBefore] = useState(best);
  if (best !== bestBefore) {
    setBestBefore(best);
    if (best) setSelected(best);
  }
  return [selected, setSelected] as const;
}
