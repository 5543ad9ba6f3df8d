import { describe, expect, it } from 'vitest';
import { matches } from './matches';

describe('a command', () => {
  it.each([
    ['Go to Receivables', '', true],
    ['Go to Receivables', 'rec', true],
    ['Go to Receivables', 'go rec', true],
    ['Go to Receivables', 'rec go', true],
    ['Übersicht', 'uber', true],
    ['Go to Receivables', 'ables', false],
    ['Go to Receivables', 'go tasks', false],
  ])('named %s is found by "%s": %s', (text, typed, found) => {
    expect(matches(text, typed)).toBe(found);
  });
});
