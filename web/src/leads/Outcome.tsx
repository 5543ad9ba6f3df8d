import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/cn';

const dots = { won: 'bg-success', lost: 'bg-destructive', pending: 'bg-muted-foreground' } as const;

export function Outcome({ status }: { status: string | null }) {
  const { t } = useTranslation();
  const known = status === 'won' || status === 'lost' ? status : 'pending';
  return (
    <span className="inline-flex items-center gap-1.5 align-top">
      <span aria-hidden className={cn('size-1.5 rounded-full', dots[known])} />
      {t(`leads.outcome.${known}`)}
    </span>
  );
}
