const formats = new Map<string, Intl.NumberFormat>();

interface MoneyOptions {
  locale?: string;
  compact?: boolean;
  /** Whether cents are shown; without it, where there are some. */
  cents?: boolean;
}

/** Without cents unless there are some; without a symbol when the currency is not known. */
export function formatMoney(value: number, currency: string | null | undefined, options: MoneyOptions = {}) {
  const { locale = navigator.language, compact = false, cents = hasCents(value) } = options;
  return formatFor(locale, currency, compact, !cents).format(value);
}

export function hasCents(value: number) {
  return !Number.isInteger(value);
}

export function formatCount(value: number, locale = navigator.language) {
  return formatFor(locale, null, false, true).format(value);
}

function formatFor(locale: string, currency: string | null | undefined, compact: boolean, whole: boolean) {
  const key = `${locale}|${currency ?? ''}|${compact}|${whole}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = create(locale, currency, compact, whole)));
  return format;
}

/** As many as the currency has: Intl knows that the yen has none. */
function centsOf(currency: string | null | undefined): Intl.NumberFormatOptions {
  return currency ? {} : { minimumFractionDigits: 2, maximumFractionDigits: 2 };
}

function create(locale: string, currency: string | null | undefined, compact: boolean, whole: boolean) {
  const digits: Intl.NumberFormatOptions = compact
    ? { notation: 'compact', maximumFractionDigits: 1 }
    : whole
      ? { minimumFractionDigits: 0, maximumFractionDigits: 0 }
      : centsOf(currency);
  try {
    return new Intl.NumberFormat(locale, {
      // The narrow symbols of a dozen currencies are all $.
      ...(currency && { style: 'currency', currency, currencyDisplay: 'symbol' }),
      ...digits,
    });
  } catch {
    // Odoo lets an administrator name a currency as they like; Intl takes three letters only.
    return new Intl.NumberFormat(locale, { ...centsOf(null), ...digits });
  }
}
