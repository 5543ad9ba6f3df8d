import { today, type Day } from '@/formats/dates';

/** The weeks that a month touches, each of seven days. `firstDay` is 1 for Monday, 7 for Sunday, as Intl counts. */
export function weeksOf(month: string, firstDay = 1): Day[][] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const weekday = new Date(Date.UTC(year, number - 1, 1)).getUTCDay() || 7;
  const before = (weekday - firstDay + 7) % 7;
  const days = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const weeks = Math.ceil((before + days) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, day) =>
      new Date(Date.UTC(year, number - 1, 1 - before + week * 7 + day)).toISOString().slice(0, 10),
    ),
  );
}

export function monthAfter(month: string, steps: number) {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + steps, 1)).toISOString().slice(0, 7);
}

export function monthIn(value: unknown) {
  return typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(value) ? value : today().slice(0, 7);
}

/** On which day a week begins where the reader lives. */
export function firstDayOf(locale: string): number {
  const info = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return info.getWeekInfo?.().firstDay ?? info.weekInfo?.firstDay ?? 1;
}
