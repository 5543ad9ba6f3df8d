import { useTranslation } from 'react-i18next';
import type { WebhookStatus } from '@/api/types';
import { Alert } from '@/components/ui/alert';
import { ConfirmButton } from '@/shell/ConfirmButton';
import { Section, Surface } from '@/shell/Section';
import { ShownOnce } from '@/shell/ShownOnce';
import type { Webhooks } from './webhooks';

interface ByHandProps {
  status: WebhookStatus;
  webhooks: Webhooks;
}

/** For older versions of Odoo, and for programs that call by themselves. */
export function ByHand({ status, webhooks: { path, secret } }: ByHandProps) {
  const { t } = useTranslation();
  const error = path.error ?? secret.error;
  return (
    <Section
      title={t('administration.webhooks.byHand')}
      text={t('administration.webhooks.byHandText')}
      testId="webhook-keys"
      action={
        <>
          <ConfirmButton
            label={t('administration.webhooks.newPath')}
            title={t('administration.webhooks.newPathTitle')}
            text={t('administration.webhooks.newPathText')}
            action={t('administration.webhooks.newPath')}
            run={() => path.mutateAsync()}
          />
          <ConfirmButton
            label={t('administration.webhooks.newSecret')}
            title={t('administration.webhooks.newSecretTitle')}
            text={t('administration.webhooks.newSecretText')}
            action={t('administration.webhooks.newSecret')}
            run={() => secret.mutateAsync()}
          />
        </>
      }
    >
      <div className="grid gap-3">
        {error && <Alert variant="error" title={error.message} />}
        {path.data && (
          <ShownOnce
            title={t('administration.webhooks.pathMade')}
            label={t('administration.webhooks.path')}
            value={path.data.url}
          >
            {path.data.message}
          </ShownOnce>
        )}
        {secret.data?.secret && (
          <ShownOnce
            title={t('administration.webhooks.secretMade')}
            label={t('administration.webhooks.secret')}
            value={secret.data.secret}
          >
            {secret.data.message}
          </ShownOnce>
        )}
        <Surface className="p-4">
          <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[auto_minmax(0,1fr)]">
            <dt className="text-muted-foreground">{t('administration.webhooks.signedUrl')}</dt>
            <dd className="break-all">
              <code dir="ltr">{status.webhook_url}</code>
            </dd>
            <dt className="text-muted-foreground">{t('administration.webhooks.secret')}</dt>
            <dd>
              {t(
                status.secret_configured ? 'administration.webhooks.isSet' : 'administration.webhooks.notSet',
              )}
            </dd>
          </dl>
          <div className="mt-4 grid gap-2 border-t pt-3 text-pretty break-words text-muted-foreground">
            {status.setup_instructions.split('\n').map((way) => (
              <p key={way}>{way}</p>
            ))}
          </div>
        </Surface>
      </div>
    </Section>
  );
}
