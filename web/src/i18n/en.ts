import accounts from '@/accounts/i18n/en.json';
import activities from '@/activities/i18n/en.json';
import administration from '@/administration/i18n/en.json';
import changes from '@/changes/i18n/en.json';
import charts from '@/charts/i18n/en.json';
import connections from '@/connections/i18n/en.json';
import contacts from '@/contacts/i18n/en.json';
import dashboard from '@/dashboard/i18n/en.json';
import fields from '@/fields/i18n/en.json';
import invoices from '@/invoices/i18n/en.json';
import leads from '@/leads/i18n/en.json';
import list from '@/list/i18n/en.json';
import opportunities from '@/opportunities/i18n/en.json';
import profile from '@/profile/i18n/en.json';
import receivables from '@/receivables/i18n/en.json';
import record from '@/record/i18n/en.json';
import search from '@/search/i18n/en.json';
import shell from '@/shell/i18n/en.json';
import signIn from '@/sign-in/i18n/en.json';
import tasks from '@/tasks/i18n/en.json';
import views from '@/views/i18n/en.json';
import common from './en.json';

/** English is what every other language is held to, and what shows until that language has loaded. */
export const en = {
  ...common,
  ...accounts,
  ...activities,
  ...administration,
  ...changes,
  ...charts,
  ...connections,
  ...contacts,
  ...dashboard,
  ...fields,
  ...invoices,
  ...leads,
  ...list,
  ...opportunities,
  ...profile,
  ...receivables,
  ...record,
  ...search,
  ...shell,
  ...signIn,
  ...tasks,
  ...views,
};

export type Resources = typeof en;
