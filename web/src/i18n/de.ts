import accounts from '@/accounts/i18n/de.json';
import activities from '@/activities/i18n/de.json';
import administration from '@/administration/i18n/de.json';
import changes from '@/changes/i18n/de.json';
import charts from '@/charts/i18n/de.json';
import connections from '@/connections/i18n/de.json';
import contacts from '@/contacts/i18n/de.json';
import dashboard from '@/dashboard/i18n/de.json';
import fields from '@/fields/i18n/de.json';
import invoices from '@/invoices/i18n/de.json';
import leads from '@/leads/i18n/de.json';
import list from '@/list/i18n/de.json';
import opportunities from '@/opportunities/i18n/de.json';
import profile from '@/profile/i18n/de.json';
import receivables from '@/receivables/i18n/de.json';
import record from '@/record/i18n/de.json';
import search from '@/search/i18n/de.json';
import shell from '@/shell/i18n/de.json';
import signIn from '@/sign-in/i18n/de.json';
import tasks from '@/tasks/i18n/de.json';
import views from '@/views/i18n/de.json';
import common from './de.json';
import type { Resources } from './en';

export const de: Resources = {
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
