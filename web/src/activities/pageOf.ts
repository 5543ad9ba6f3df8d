import type { Activity } from '@/api/types';

const pages: Record<string, string> = {
  'crm.lead': '/leads',
  'res.partner': '/contacts',
  'account.move': '/invoices',
};

/** Our own page of what an activity is about; null where there is none, or where one may not see it. */
export function pageOf({ res_model, res_id }: Pick<Activity, 'res_model' | 'res_id'>) {
  const page = res_model && pages[res_model];
  return page && res_id !== null ? `${page}/${res_id}` : null;
}
