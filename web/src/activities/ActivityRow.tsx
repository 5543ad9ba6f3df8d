import { Link } from '@tanstack/react-router';
import { CalendarClockIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '@/api/types';
import { cn } from '@/components/ui/cn';
import { useFormats } from '@/formats/useFormats';
import { DoneButton } from './DoneButton';
import { latenessClass, latenessOf } from './lateness';
import { pageOf } from './pageOf';

interface ActivityRowProps {
  activity: Activity;
  /** Says what it is about; not on that record's own page. */
  withRecord?: boolean;
}

export function ActivityRow({ activity, withRecord = false }: ActivityRowProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const due = activity.date_deadline;
  const href = pageOf(activity);
  const lateness = latenessOf(activity);
  return (
    <li className="flex items-start gap-3 py-2.5" data-testid="activity">
      <CalendarClockIcon
        aria-hidden
        className={cn('mt-0.5 size-4 shrink-0 text-muted-foreground', latenessClass(activity))}
      />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">
          {activity.summary ?? activity.activity_type?.name ?? t('activities.unnamed')}
        </p>
        <p className="truncate text-xs text-muted-foreground">
          {due && (
            <span className={latenessClass(activity)}>
              {lateness === 'late'
                ? t('activities.overdueSince', { date: formats.day(due) })
                : lateness === 'today'
                  ? t('activities.dueToday')
                  : t('activities.dueOn', { date: formats.day(due) })}
            </span>
          )}
          {activity.activity_type?.name && activity.summary && <> · {activity.activity_type.name}</>}
          {activity.user?.name && <> · {activity.user.name}</>}
        </p>
        {withRecord && activity.res_name && (
          <p className="truncate text-xs">
            {href ? (
              <Link to={href} className="underline-offset-4 hover:underline">
                {activity.res_name}
              </Link>
            ) : (
              activity.res_name
            )}
          </p>
        )}
      </div>
      <DoneButton activity={activity} />
    </li>
  );
}
