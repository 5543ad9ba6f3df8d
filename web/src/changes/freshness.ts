export interface Fresh {
  /** The place in the change feed at which the answer was taken; null where the route names none. */
  position: string | null;
  /** When the mirror last agreed with Odoo. */
  asOf: string | null;
}

export function freshnessOf(headers: Headers): Fresh {
  return { position: headers.get('X-Changes-Position'), asOf: headers.get('X-Data-As-Of') };
}

/** The version of the last change that an answer holds: what its position begins with. */
export function versionOf({ position }: Partial<Fresh>): number | null {
  const digits = /^\d+/.exec(position ?? '');
  return digits ? Number(digits[0]) : null;
}
