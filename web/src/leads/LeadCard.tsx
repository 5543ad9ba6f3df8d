import { StarIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ListedLead } from '@/api/types';
import { Avatar } from '@/components/ui/avatar';
import { useFormats } from '@/formats/useFormats';
import { Outcome } from './Outcome';

export function LeadCard({ row: lead }: { row: ListedLead }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const stars = Number(lead.priority ?? 0);
  return (
    <div className="flex h-full min-w-0 flex-col justify-between">
      <div>
        <p className="truncate font-medium">{lead.name}</p>
        <p className="truncate text-xs text-muted-foreground">
          {lead.partner?.name ?? lead.partner_name ?? lead.contact_name ?? t('fields.empty')}
        </p>
      </div>
      <div className="flex items-center gap-2 text-xs text-muted-foreground">
        <span className="font-medium text-foreground tabular-nums">
          {formats.money(lead.expected_revenue ?? 0)}
        </span>
        {lead.won_status !== 'won' && <span className="min-w-0 truncate">{lead.stage?.name}</span>}
        {lead.won_status !== 'pending' && <Outcome status={lead.won_status} />}
        <span className="ms-auto flex items-center gap-1.5">
          {stars > 0 && (
            <span className="inline-flex items-center gap-0.5">
              <StarIcon aria-hidden className="size-3 fill-star text-star" />
              {stars}
            </span>
          )}
          {lead.user?.name && <Avatar name={lead.user.name} />}
        </span>
      </div>
    </div>
  );
}
