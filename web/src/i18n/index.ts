import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import fields from '@/fields/i18n/en.json';
import leads from '@/leads/i18n/en.json';
import list from '@/list/i18n/en.json';
import common from './en.json';

const en = { ...common, ...fields, ...leads, ...list };

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

void i18next.use(initReactI18next).init({
  resources: { en: { translation: en } },
  lng: 'en',
  fallbackLng: 'en',
  interpolation: { escapeValue: false },
});

export { i18next as i18n };
