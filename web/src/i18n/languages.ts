import type { Resources } from './en';

/** By their own names, as their speakers look for them. English is bundled; the others load when chosen. */
export const languages = {
  en: { name: 'English', load: () => Promise.resolve(null) },
  de: { name: 'Deutsch', load: async (): Promise<Resources> => (await import('./de')).de },
};

export type Language = keyof typeof languages;

export const languageCodes = Object.keys(languages) as Language[];

const storageKey = 'causeway.language';

/** The person's own choice, else the first of the browser's languages that there is, else English. */
export function preferredLanguage(
  stored = localStorage.getItem(storageKey),
  wanted = navigator.languages,
): Language {
  const candidates = [stored ?? '', ...wanted].map((locale) => locale.split('-')[0]);
  return candidates.map((code) => languageCodes.find((known) => known === code)).find(Boolean) ?? 'en';
}

export function storeLanguage(language: Language) {
  localStorage.setItem(storageKey, language);
}
