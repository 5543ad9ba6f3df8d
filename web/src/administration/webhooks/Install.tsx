import { CircleCheckIcon, LoaderCircleIcon, WebhookIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WebhookStatus } from '@/api/types';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useModelName } from '@/connections/names';
import { useFormats } from '@/formats/useFormats';
import { ConfirmButton } from '@/shell/ConfirmButton';
import { Section, Surface } from '@/shell/Section';
import { TestOutcome } from './TestOutcome';
import type { Webhooks } from './webhooks';

interface InstallProps {
  status: WebhookStatus;
  webhooks: Webhooks;
}

/** The automation rules that Causeway makes in Odoo by itself (17 and later). */
export function Install({ status, webhooks }: InstallProps) {
  const { t } = useTranslation();
  const { install, test, remove } = webhooks;
  const installed = status.installed_models.length > 0;
  const [address, setAddress] = useState('');
  return (
    <Section
      title={t('administration.webhooks.rules')}
      text={t('administration.webhooks.rulesText')}
      testId="webhook-rules"
      action={
        <>
          <Button variant="outline" disabled={test.isPending} onClick={() => test.mutate()}>
            {test.isPending && <LoaderCircleIcon aria-hidden className="animate-spin" />}
            {t('administration.webhooks.test')}
          </Button>
          {installed && (
            <ConfirmButton
              label={t('administration.webhooks.remove')}
              title={t('administration.webhooks.removeTitle')}
              text={t('administration.webhooks.removeText')}
              action={t('administration.webhooks.remove')}
              run={remove}
            />
          )}
        </>
      }
    >
      <div className="grid gap-3">
        <Surface className="p-4">
          <Rules status={status} />
          <div className="mt-4 flex flex-wrap items-end gap-3">
            <Field
              label={t('administration.webhooks.address')}
              hint={t('administration.webhooks.addressHint')}
              className="min-w-56 flex-1 max-sm:basis-full"
            >
              {(control) => (
                <Input
                  {...control}
                  type="url"
                  dir="ltr"
                  placeholder={originOf(status.webhook_url)}
                  value={address}
                  onChange={(event) => setAddress(event.target.value.trim())}
                />
              )}
            </Field>
            <Button
              className="h-9 sm:mb-5.5"
              disabled={install.isPending}
              onClick={() => install.mutate(address || null)}
            >
              {install.isPending && <LoaderCircleIcon aria-hidden className="animate-spin" />}
              {t(installed ? 'administration.webhooks.again' : 'administration.webhooks.install')}
            </Button>
          </div>
        </Surface>
        <div aria-live="polite" className="grid gap-3 empty:hidden">
          {install.error && (
            <Alert variant="error" title={t('administration.webhooks.notInstalled')}>
              {install.error.message}
            </Alert>
          )}
          {install.data && (
            <Alert variant="success" title={install.data.message}>
              {install.data.cost}
            </Alert>
          )}
          <TestOutcome test={test} />
        </div>
      </div>
    </Section>
  );
}

function Rules({ status }: { status: WebhookStatus }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const modelName = useModelName();
  const installed = status.installed_models;
  if (installed.length === 0)
    return (
      <p className="flex items-center gap-2.5">
        <WebhookIcon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
        {t('administration.webhooks.none')}
      </p>
    );
  return (
    <div className="flex gap-2.5">
      <CircleCheckIcon aria-hidden className="mt-0.5 size-4 shrink-0 text-success" />
      <div>
        <p className="font-medium">
          {t('administration.webhooks.installed', { count: installed.length })}
          {status.installed_at && ` · ${formats.ago(status.installed_at)}`}
        </p>
        <p className="text-pretty text-muted-foreground">{installed.map(modelName).join(', ')}</p>
      </div>
    </div>
  );
}

function originOf(url: string) {
  return URL.canParse(url) ? new URL(url).origin : url;
}
