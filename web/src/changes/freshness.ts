export interface Fresh {
  /** Place in the change feed at which the answer was taken; null where the route names none. */
  position: number | null;
  /** When the mirror last agreed with Odoo. */
  asOf: string | null;
}

export function freshnessOf(headers: Headers): Fresh {
  const position = headers.get('X-Changes-Position');
  return { position: position === null ? null : Number(position), asOf: headers.get('X-Data-As-Of') };
}
