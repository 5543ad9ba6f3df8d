import { useTranslation } from 'react-i18next';
import type { Activity } from '@/api/types';
import { useFormats } from '@/formats/useFormats';
import { DoneButton } from './DoneButton';
import { latenessClass } from './lateness';

export function ActivityCard({ row }: { row: Activity }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className="flex h-full min-w-0 flex-col justify-between">
      <div>
        <p className="truncate font-medium">
          {row.summary ?? row.activity_type?.name ?? t('activities.unnamed')}
        </p>
        <p className="truncate text-xs text-muted-foreground">{row.res_name ?? t('activities.hidden')}</p>
      </div>
      <div className="flex items-center gap-2 text-xs text-muted-foreground">
        {row.date_deadline && <span className={latenessClass(row)}>{formats.day(row.date_deadline)}</span>}
        <span className="min-w-0 flex-1 truncate">{row.user?.name}</span>
        {/* Above the link that covers the card. */}
        <span className="relative -my-1">
          <DoneButton activity={row} />
        </span>
      </div>
    </div>
  );
}
