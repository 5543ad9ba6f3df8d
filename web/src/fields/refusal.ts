import { ApiProblem } from '@/api/problem';
import { i18n } from '@/i18n';

/** The words to show at a field: the server's own about it, else those about the whole. */
export function refusalOf(error: Error, field: string) {
  if (!(error instanceof ApiProblem)) return error.message;
  if (error.status === 412) return i18n.t('fields.changed');
  if (error.status === 403) return i18n.t('fields.forbidden');
  if (error.isUnreachable) return i18n.t('errors.offlineText');
  if (error.isOdooAway) return i18n.t('fields.odooAway', { reason: error.message });
  return error.fields[field]?.map(capital).join(' ') ?? error.message;
}

function capital(sentence: string) {
  return sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1);
}
