import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/cn';
import { Tooltip } from '@/components/ui/tooltip';
import { useFormats } from '@/formats/useFormats';
import { useFeed, useFeedState } from './live';

/** Says whether what is on the page is the present, and if not, since when; on a phone only if not. */
export function LiveMark({ className }: { className?: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const feed = useFeed();
  const state = useFeedState();
  if (state.kind === 'idle') return null;

  const lost = state.kind === 'lost';
  const time = lost ? formats.time(state.since) : '';
  const text = lost ? t('live.lost', { time }) : t(`live.${state.kind}`);
  const hint = lost ? t('live.lostHint', { time }) : t('live.liveHint');

  return (
    <Tooltip label={hint}>
      <button
        type="button"
        data-testid="live-mark"
        data-state={state.kind}
        aria-label={lost ? `${text}. ${t('live.reconnect')}` : text}
        onClick={feed.reconnectNow}
        className={cn(
          'inline-flex h-7 items-center gap-1.5 rounded-full px-2.5 text-xs whitespace-nowrap text-muted-foreground',
          lost && 'bg-warning-soft font-medium text-warning',
          !lost && 'max-md:hidden',
          className,
        )}
      >
        <span
          aria-hidden
          className={cn(
            'size-1.5 rounded-full',
            state.kind === 'live' && 'bg-success',
            state.kind === 'connecting' && 'animate-pulse bg-muted-foreground',
            lost && 'bg-warning',
          )}
        />
        <span role="status">{text}</span>
      </button>
    </Tooltip>
  );
}
