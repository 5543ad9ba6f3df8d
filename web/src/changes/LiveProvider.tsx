import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { signedOut } from '@/api/client';
import { ChangeFeed } from './ChangeFeed';
import { FeedContext } from './live';
import { LiveQueries } from './LiveQueries';

const lookMs = 60_000;
/** Who only passes through another tab finds the page as live as they left it. */
const unseenMs = 10_000;

/** One feed for the whole page, whatever it shows. A page starts it with the position of what it read. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const [queries] = useState(() => new LiveQueries(queryClient));
  const [feed] = useState(
    () =>
      new ChangeFeed({
        open: openStream,
        onChange: queries.take,
        onReset: queries.readAll,
        onSignedOut: signedOut,
      }),
  );

  useEffect(() => {
    let unseen: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(unseen);
      if (document.visibilityState === 'visible') feed.wake();
      else unseen = setTimeout(feed.sleep, unseenMs);
    };
    if (document.visibilityState === 'hidden') feed.sleep();
    window.addEventListener('offline', feed.giveUpNow);
    window.addEventListener('online', feed.reconnectNow);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(unseen);
      window.removeEventListener('offline', feed.giveUpNow);
      window.removeEventListener('online', feed.reconnectNow);
      document.removeEventListener('visibilitychange', look);
      feed.stop();
    };
  }, [feed]);

  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && queries.readAged();
    const timer = setInterval(look, lookMs);
    return () => clearInterval(timer);
  }, [queries]);

  return <FeedContext value={feed}>{children}</FeedContext>;
}

function openStream(position: string | null, signal: AbortSignal) {
  return fetch('/api/changes/stream', {
    headers: { Accept: 'text/event-stream', ...(position && { 'Last-Event-ID': position }) },
    signal,
  });
}
