import { CalendarIcon, StarIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Opportunity } from '@/api/types';
import { Avatar } from '@/components/ui/avatar';
import { cn } from '@/components/ui/cn';
import { isOverdue } from '@/formats/dates';
import { useFormats } from '@/formats/useFormats';
import { CardTags } from './CardTags';
import { NextActivity } from './NextActivity';

export function CardFace({ card, className }: { card: Opportunity; className?: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div
      className={cn(
        'rounded-lg border bg-card px-3 py-2.5 shadow-card transition-[border-color,box-shadow,opacity] group-hover/card:border-input',
        className,
      )}
    >
      <h3 className="line-clamp-2 pe-6 font-medium text-pretty">{card.name}</h3>
      <div className="flex items-center gap-2">
        <p className="truncate text-xs text-muted-foreground">
          {card.account_name ?? t('board.card.noAccount')}
        </p>
        <Priority value={card.priority} />
      </div>
      <CardTags tags={card.tags} />
      <div className="mt-2 flex items-center gap-2">
        <span
          className={cn(
            'font-semibold tabular-nums',
            !card.value && 'text-xs font-normal text-muted-foreground',
          )}
        >
          {card.value ? formats.money(Math.round(card.value), card.currency) : t('board.card.noValue')}
        </span>
        <div className="ms-auto flex items-center gap-2">
          {card.expected_close_date && (
            <CloseDate day={card.expected_close_date} won={card.probability === 100} />
          )}
          <NextActivity id={card.id} won={card.probability === 100} />
          {card.salesperson && <Avatar name={card.salesperson} />}
        </div>
      </div>
    </div>
  );
}

function CloseDate({ day, won }: { day: string; won: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const overdue = !won && isOverdue(day);
  const date = formats.day(day);
  const label = overdue ? t('board.card.overdue', { date }) : t('board.card.closes', { date });
  return (
    <span
      title={label}
      data-overdue={overdue || undefined}
      className={cn(
        'inline-flex items-center gap-1 text-xs whitespace-nowrap text-muted-foreground tabular-nums',
        overdue && 'font-medium text-destructive',
      )}
    >
      <CalendarIcon aria-hidden className="size-3" />
      <span aria-hidden>{date}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}

/** Odoo keeps the priority as text, from "0" to "3". */
function Priority({ value }: { value: string | null | undefined }) {
  const { t } = useTranslation();
  const stars = Number(value ?? 0);
  if (!stars) return null;
  return (
    <span role="img" aria-label={t('board.card.priority', { count: stars })} className="ms-auto inline-flex">
      {Array.from({ length: stars }, (_, star) => (
        <StarIcon key={star} aria-hidden className="size-3 fill-star text-star" />
      ))}
    </span>
  );
}
