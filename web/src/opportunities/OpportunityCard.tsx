import { useTranslation } from 'react-i18next';
import { Avatar } from '@/components/ui/avatar';
import { useFormats } from '@/formats/useFormats';
import { Outcome } from '@/leads/Outcome';
import type { OpportunityRow } from './readOpportunities';

export function OpportunityCard({ row }: { row: OpportunityRow }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className="flex h-full min-w-0 flex-col justify-between">
      <div>
        <p className="truncate font-medium">{row.name}</p>
        <p className="truncate text-xs text-muted-foreground">
          {row.account_name ?? t('board.card.noAccount')}
        </p>
      </div>
      <div className="flex items-center gap-2 text-xs text-muted-foreground">
        <span className="font-medium text-foreground tabular-nums">
          {formats.money(row.value ?? 0, row.currency)}
        </span>
        {row.won_status !== 'won' && <span className="min-w-0 truncate">{row.stage?.name}</span>}
        {row.won_status !== 'pending' && <Outcome status={row.won_status} />}
        {row.salesperson && <Avatar name={row.salesperson} className="ms-auto" />}
      </div>
    </div>
  );
}
