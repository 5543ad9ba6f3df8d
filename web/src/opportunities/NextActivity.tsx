import { useQuery } from '@tanstack/react-query';
import { AlarmClockIcon, AlarmClockOffIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { nextActivityQuery } from '@/activities/nextActivity';
import { cn } from '@/components/ui/cn';
import { useFormats } from '@/formats/useFormats';

const colours = { overdue: 'text-destructive', today: 'text-warning', planned: 'text-success' };

/** What is to be done next, by its state; that nothing is planned is a state as well, unless it is won. */
export function NextActivity({ id, won }: { id: number; won: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data } = useQuery(nextActivityQuery(id));
  if (!data || (won && !data.activity)) return null;

  const { activity } = data;
  const Icon = activity ? AlarmClockIcon : AlarmClockOffIcon;
  const label = activity
    ? t(`board.next.${activity.state}`, {
        name: activity.summary ?? activity.activity_type?.name ?? '',
        date: formats.day(activity.date_deadline),
      })
    : t('board.next.none');
  return (
    <span title={label} data-testid="next-activity" data-state={activity?.state ?? 'none'}>
      <Icon
        aria-hidden
        className={cn('size-3.5', activity ? colours[activity.state] : 'text-muted-foreground/70')}
      />
      <span className="sr-only">{label}</span>
    </span>
  );
}
