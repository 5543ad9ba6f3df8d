import { describe, expect, it } from 'vitest';
import { de } from './de';
import { en } from './en';
import { preferredLanguage } from './languages';

type Tree = { [key: string]: string | Tree };

function texts(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : texts(value, `${path}${key}.`),
  );
}

function placeholders(text: string) {
  return [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort();
}

describe('the German texts', () => {
  const german = new Map(texts(de));
  const english = texts(en);

  it('are there for every English one, and no others', () => {
    expect([...german.keys()].sort()).toEqual(english.map(([key]) => key).sort());
  });

  it('carry the same values', () => {
    const valuesIn = (language: Iterable<[string, string]>) =>
      Object.fromEntries([...language].map(([key, text]) => [key, placeholders(text)]));
    expect(valuesIn(german)).toEqual(valuesIn(english));
  });
});

describe('the language', () => {
  it.each([
    [null, ['de-CH', 'en-US'], 'de'],
    [null, ['fr-FR', 'de-DE'], 'de'],
    [null, ['fr-FR'], 'en'],
    ['en', ['de-DE'], 'en'],
    ['xx', ['de-DE'], 'de'],
  ])('chosen as %s in a browser of %j is %s', (stored, wanted, language) => {
    expect(preferredLanguage(stored, wanted)).toBe(language);
  });
});
