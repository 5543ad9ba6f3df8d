import { StarIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/cn';
import { priorities } from './leadFields';

/** Odoo's priority: up to three stars. */
export function Stars({ priority }: { priority: string | null }) {
  const { t } = useTranslation();
  const known = priorities.find((value) => value === priority) ?? '0';
  return (
    <span role="img" aria-label={t(`leads.priority.${known}`)} className="inline-flex gap-0.5 align-middle">
      {priorities.slice(1).map((value) => (
        <StarIcon
          key={value}
          aria-hidden
          className={cn('size-3.5', value <= known ? 'fill-star text-star' : 'text-input')}
        />
      ))}
    </span>
  );
}
