import { useTranslation } from 'react-i18next';
import { useFormats } from '@/formats/useFormats';
import type { Period } from './periods';

/** What to call a period, and the year below it where that begins. */
export function usePeriodNames() {
  const { t } = useTranslation();
  const formats = useFormats();
  return (period: Period, before: Period | undefined) => {
    const year = period.from.slice(0, 4);
    const under = before?.from.startsWith(year) || period.kind === 'year' ? undefined : year;
    const quarter = Math.ceil(Number(period.from.slice(5, 7)) / 3);
    const label = {
      month: formats.month(period.from.slice(0, 7)),
      quarter: t('dashboard.quarter', { quarter, year }),
      year,
    }[period.kind];
    const short = {
      month: formats.month(period.from.slice(0, 7), false),
      quarter: t('dashboard.quarterShort', { quarter }),
      year,
    }[period.kind];
    return { label, short, under };
  };
}
