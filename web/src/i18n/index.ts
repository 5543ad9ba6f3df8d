import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en, type Resources } from './en';
import { languages, preferredLanguage, storeLanguage, type Language } from './languages';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Resources };
  }
}

void i18next.use(initReactI18next).init({
  resources: { en: { translation: en } },
  lng: 'en',
  fallbackLng: 'en',
  interpolation: { escapeValue: false },
});

i18next.on('languageChanged', (language) => {
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
});

/** Shows the page in a language; in English if its texts do not load. */
async function show(language: Language) {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    const texts = await languages[language].load();
    if (texts) i18next.addResourceBundle(language, 'translation', texts);
  }
  await i18next.changeLanguage(language);
}

export function showPreferredLanguage() {
  return show(preferredLanguage()).catch(() => undefined);
}

export async function chooseLanguage(language: Language) {
  await show(language);
  storeLanguage(language);
}

export { i18next as i18n };
