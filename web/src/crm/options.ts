import type { Choice } from '@/fields/field';
import type { Option } from '@/list/list';

export function optionsOf(choices: readonly Choice[]): Option[] {
  return choices.map(({ value, label }) => ({ value: String(value), label }));
}
