import changes from '@/changes/i18n/de.json';
import connections from '@/connections/i18n/de.json';
import opportunities from '@/opportunities/i18n/de.json';
import administration from '@/administration/i18n/de.json';
import profile from '@/profile/i18n/de.json';
import search from '@/search/i18n/de.json';
import shell from '@/shell/i18n/de.json';
import signIn from '@/sign-in/i18n/de.json';
import common from './de.json';
import type { Resources } from './en';

export const de: Resources = {
  ...common,
  ...administration,
  ...changes,
  ...connections,
  ...opportunities,
  ...profile,
  ...search,
  ...shell,
  ...signIn,
};
