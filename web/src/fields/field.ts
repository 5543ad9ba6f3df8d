/** What a field can hold: the API's own JSON values; ids for references. */
export type FieldValue = string | number | boolean | null | readonly number[];

export interface Choice {
  value: string | number;
  label: string;
}

export type FieldKind =
  | { type: 'text'; input?: 'text' | 'email' | 'tel' | 'url'; required?: boolean; multiline?: boolean }
  | { type: 'number'; min?: number; max?: number; whole?: boolean }
  | { type: 'date' }
  | { type: 'moment' }
  | { type: 'boolean' }
  /** One of a few that are known; `none` may be chosen as well. */
  | { type: 'choice'; choices: readonly Choice[]; required?: boolean }
  /** One of many, found by typing. */
  | {
      type: 'search';
      find: (text: string, signal: AbortSignal) => Promise<readonly Choice[]>;
      label: string | null;
    }
  | { type: 'many'; choices: readonly Choice[] };

export function sameValue(a: FieldValue, b: FieldValue) {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What a person typed, as the API takes it; the words of the problem where it is none. */
export function parseText(
  kind: FieldKind,
  text: string,
): { value: FieldValue } | { problem: 'required' | 'number' } {
  const trimmed = text.trim();
  if (trimmed === '')
    return kind.type === 'text' && kind.required ? { problem: 'required' } : { value: null };
  if (kind.type !== 'number') return { value: kind.type === 'text' && kind.multiline ? text : trimmed };
  const number = Number(trimmed);
  return Number.isFinite(number) ? { value: number } : { problem: 'number' };
}
