/** A calendar day as the API writes it, `2026-01-31`: no time, no zone. */
export type Day = string;

export function today(now = new Date()): Day {
  const month = String(now.getMonth() + 1).padStart(2, '0');
  const day = String(now.getDate()).padStart(2, '0');
  return `${now.getFullYear()}-${month}-${day}`;
}

/** Days are written so that they sort as text; the close date itself is not yet late. */
export function isOverdue(day: Day, now = new Date()) {
  return day < today(now);
}

const halfYearMs = 182 * 86_400_000;

/** Short, with the year only where half a year or more lies between. */
export function formatDay(day: Day, locale = navigator.language, now = new Date()) {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  // Built from its parts: new Date('2026-01-31') is midnight in UTC, and so the day before in New York.
  const midnight = new Date(year, month - 1, date);
  const far = Math.abs(midnight.getTime() - now.getTime()) > halfYearMs;
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    ...(far && { year: 'numeric' }),
  }).format(midnight);
}

export function formatTime(instant: number | string, locale = navigator.language) {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
}

/** A day and the time on it, the year where it is not this one. */
export function formatMoment(instant: number | string, locale = navigator.language, now = new Date()) {
  const date = new Date(instant);
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    ...(date.getFullYear() !== now.getFullYear() && { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
  }).format(date);
}

/** `Jan 2026` for `2026-01`. */
export function formatMonth(month: string, locale = navigator.language, withYear = true) {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Intl.DateTimeFormat(locale, { month: 'short', ...(withYear && { year: 'numeric' }) }).format(
    new Date(year, number - 1, 1),
  );
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

export function formatAgo(instant: number | string, locale = navigator.language, now = Date.now()) {
  const seconds = Math.round((new Date(instant).getTime() - now) / 1000);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' });
  const [unit, size] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return relative.format(Math.trunc(seconds / size), unit);
}

/** `5 sec`, `1 min 15 sec`, `2 hr 10 min`: for something that people wait for. */
export function formatDuration(seconds: number, locale = navigator.language) {
  const whole = Math.max(0, Math.ceil(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const parts: [number, string][] = hours
    ? [
        [hours, 'hour'],
        [minutes, 'minute'],
      ]
    : [
        [minutes, 'minute'],
        [rest, 'second'],
      ];
  const shown = parts.filter(([amount], index) => amount > 0 || (index === 1 && whole === 0));
  return shown.map(([amount, unit]) => formatUnit(amount, unit, locale)).join(' ');
}

function formatUnit(amount: number, unit: string, locale: string) {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(amount);
}
