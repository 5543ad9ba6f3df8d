import type { Day } from '@/formats/dates';

export interface Range {
  from: Day;
  /** The last day that belongs to it. */
  to: Day;
}

export interface Period extends Range {
  kind: 'month' | 'quarter' | 'year';
}

const stepMonths = { month: 1, quarter: 3, year: 12 };

export function dayOf(year: number, month: number, day: number): Day {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}

/** The day after, so that a range of instants ends before it begins. */
export function dayAfter(day: Day): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return dayOf(year, month - 1, date + 1);
}

/** The columns of a chart: months while there are few enough to be read, then quarters, then years. */
export function periodsOf({ from, to }: Range): Period[] {
  const [fromYear = 0, fromMonth = 1] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 1] = to.split('-').map(Number);
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth + 1;
  const kind = months <= 18 ? 'month' : months <= 72 ? 'quarter' : 'year';
  const step = stepMonths[kind];
  const periods: Period[] = [];
  for (let month = fromMonth - 1 - ((fromMonth - 1) % step); ; month += step) {
    const [begin, end] = [dayOf(fromYear, month, 1), dayOf(fromYear, month + step, 0)];
    if (begin > to) return periods;
    periods.push({ kind, from: begin < from ? from : begin, to: end > to ? to : end });
  }
}

export const presets = ['month', 'quarter', 'year', 'months12', 'lastYear'] as const;
export type Preset = (typeof presets)[number];

export function presetRange(preset: Preset, now = new Date()): Range {
  const [year, month] = [now.getFullYear(), now.getMonth()];
  switch (preset) {
    case 'month':
      return { from: dayOf(year, month, 1), to: dayOf(year, month + 1, 0) };
    case 'quarter':
      return { from: dayOf(year, month - (month % 3), 1), to: dayOf(year, month - (month % 3) + 3, 0) };
    case 'year':
      return { from: dayOf(year, 0, 1), to: dayOf(year, 12, 0) };
    case 'lastYear':
      return { from: dayOf(year - 1, 0, 1), to: dayOf(year - 1, 12, 0) };
    case 'months12':
      return { from: dayOf(year, month - 11, 1), to: dayOf(year, month + 1, 0) };
  }
}

/** This month and the five after it. */
export function forecastRange(now = new Date()): Range {
  const [year, month] = [now.getFullYear(), now.getMonth()];
  return { from: dayOf(year, month, 1), to: dayOf(year, month + 6, 0) };
}
