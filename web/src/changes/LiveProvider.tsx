import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { signedOut } from '@/api/client';
import { ChangeFeed } from './ChangeFeed';
import { FeedContext } from './live';
import { LiveQueries } from './LiveQueries';

const lookMs = 60_000;

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
    const whenSeen = () => document.visibilityState === 'visible' && feed.reconnectNow();
    window.addEventListener('online', feed.reconnectNow);
    document.addEventListener('visibilitychange', whenSeen);
    return () => {
      window.removeEventListener('online', feed.reconnectNow);
      document.removeEventListener('visibilitychange', whenSeen);
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
