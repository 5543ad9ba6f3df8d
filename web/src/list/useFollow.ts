import { useEffect } from 'react';
import { useFeed } from '@/changes/live';
import type { Fresh } from '@/changes/freshness';

/** Follows the feed from the place at which the first answer was taken, so that nothing falls in between. */
export function useFollow(answer: Fresh | undefined) {
  const feed = useFeed();
  const position = answer?.position;
  useEffect(() => {
    if (position !== undefined) feed.start(position);
  }, [feed, position]);
}
