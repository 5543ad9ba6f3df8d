import { useTranslation } from 'react-i18next';
import { useFormats } from '@/formats/useFormats';
import type { Period } from './periods';

/** What to call a period, and the year below it where that begins; not below a single one before the next year's, which has no room for both. */
export function usePeriodNames() {
  const { t } = useTranslation();
  const formats = useFormats();
  return (periods: readonly Period[], at: number) => {
    const period = periods[at]!;
    const year = period.from.slice(0, 4);
    const isOf = (other: Period | undefined) => other?.from.startsWith(year) ?? false;
    const begins = !isOf(periods[at - 1]) && (isOf(periods[at + 1]) || at > 0 || periods.length === 1);
    const under = begins && period.kind !== 'year' ? year : undefined;
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
