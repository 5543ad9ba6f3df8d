/** The browser's own variant of the page's language, so that an English page in Zurich shows Swiss dates. */
export function localeFor(language: string) {
  return navigator.languages.find((locale) => locale.split('-')[0] === language) ?? language;
}
