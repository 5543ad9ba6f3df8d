import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  formatAgo,
  formatDay,
  formatDuration,
  formatMoment,
  formatMonth,
  formatTime,
  type Day,
} from './dates';
import { localeFor } from './locale';
import { formatCount, formatMoney, hasCents } from './money';

/** The formats of this folder in the language of the page. */
export function useFormats() {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const locale = localeFor(i18n.language);
    return {
      money: (value: number, currency?: string | null) => formatMoney(value, currency, { locale }),
      /** As in the books: with cents even where there are none. */
      ledger: (value: number, currency?: string | null) =>
        formatMoney(value, currency, { locale, cents: true }),
      /** For amounts that stand below each other: all with cents, or none. */
      moneyOf: (values: readonly number[], currency?: string | null) => {
        const cents = values.some(hasCents);
        return (value: number) => formatMoney(value, currency, { locale, cents });
      },
      shortMoney: (value: number, currency?: string | null) =>
        formatMoney(value, currency, { locale, compact: true }),
      count: (value: number) => formatCount(value, locale),
      weekday: (day: Day) =>
        new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(
          new Date(`${day}T00:00:00Z`),
        ),
      percent: (part: number) =>
        new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(part),
      day: (day: Day) => formatDay(day, locale),
      moment: (instant: number | string) => formatMoment(instant, locale),
      month: (month: string, withYear = true) => formatMonth(month, locale, withYear),
      time: (instant: number | string) => formatTime(instant, locale),
      duration: (seconds: number) => formatDuration(seconds, locale),
      ago: (instant: number | string) => formatAgo(instant, locale),
    };
  }, [i18n.language]);
}
