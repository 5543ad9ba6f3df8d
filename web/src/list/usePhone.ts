import { useSyncExternalStore } from 'react';

/** Below Tailwind's `md`. */
const narrow = '(max-width: 47.99rem)';

export function usePhone() {
  return useSyncExternalStore(subscribe, () => window.matchMedia(narrow).matches);
}

function subscribe(listener: () => void) {
  const media = window.matchMedia(narrow);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}
