import { useTranslation } from 'react-i18next';
import { Alert } from '@/components/ui/alert';
import { useFormats } from '@/formats/useFormats';
import type { Webhooks } from './webhooks';

/** Whether a call came in, was acted on, and how long that took. */
export function TestOutcome({ test }: { test: Webhooks['test'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (test.error)
    return (
      <Alert variant="error" title={t('administration.webhooks.notTested')}>
        {test.error.message}
      </Alert>
    );
  if (!test.data) return null;
  const { success, message, accepted_ms, confirmed_ms, odoo_reaches_us } = test.data;
  const facts = [
    accepted_ms !== null && t('administration.webhooks.accepted', { ms: formats.count(accepted_ms) }),
    confirmed_ms !== null && t('administration.webhooks.confirmed', { ms: formats.count(confirmed_ms) }),
    odoo_reaches_us !== null &&
      t(odoo_reaches_us ? 'administration.webhooks.reached' : 'administration.webhooks.notReached'),
  ];
  return (
    <Alert variant={success ? 'success' : 'warning'} title={message}>
      {facts.filter(Boolean).join(' · ')}
    </Alert>
  );
}
