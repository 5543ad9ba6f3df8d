import { useSyncExternalStore } from 'react';
import { createContext, useContext } from 'react';
import type { ChangeFeed } from './ChangeFeed';

export const FeedContext = createContext<ChangeFeed | null>(null);

export function useFeed() {
  const feed = useContext(FeedContext);
  if (!feed) throw new Error('useFeed needs a LiveProvider above it');
  return feed;
}

export function useFeedState() {
  const feed = useFeed();
  return useSyncExternalStore(feed.subscribe, feed.getState);
}
