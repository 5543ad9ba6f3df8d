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

/** Day and time, for what one compares with a clock elsewhere. */
export function formatMoment(instant: number | string, locale = navigator.language) {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(instant),
  );
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
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
