import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Alert } from '@/components/ui/alert';
import { Skeleton } from '@/components/ui/skeleton';
import { useFormats } from '@/formats/useFormats';
import { ConfirmButton } from '@/shell/ConfirmButton';
import { LoadFailed } from '@/shell/LoadFailed';
import { Section, Surface } from '@/shell/Section';
import { CredentialsForm } from './CredentialsForm';
import { credentialsQuery, useDeleteCredentials } from './credentials';

/** With them Odoo's own log names who wrote; without them it names the connection's account. */
export function OdooCredentials() {
  const { t } = useTranslation();
  const { data: saved, error, isPending, refetch } = useQuery(credentialsQuery);
  const remove = useDeleteCredentials();
  return (
    <Section
      title={t('profile.odoo.title')}
      text={t('profile.odoo.text')}
      testId="odoo-credentials"
      action={
        saved && (
          <ConfirmButton
            label={t('profile.odoo.forget')}
            title={t('profile.odoo.forgetTitle')}
            text={saved.private ? t('profile.odoo.forgetPrivate') : t('profile.odoo.forgetText')}
            action={t('profile.odoo.forget')}
            run={remove}
          />
        )
      }
    >
      <Surface className="p-4">
        {isPending ? (
          <Skeleton className="h-40" />
        ) : saved === undefined ? (
          <LoadFailed error={error} retry={() => void refetch()} />
        ) : (
          <>
            {saved?.refusal && <Refused refusal={saved.refusal} at={saved.refused_at} />}
            <CredentialsForm key={saved?.odoo_username ?? 'new'} saved={saved} />
          </>
        )}
      </Surface>
    </Section>
  );
}

function Refused({ refusal, at }: { refusal: string; at: string | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Alert variant="error" className="mb-4" title={t('profile.odoo.refused')}>
      <p>{refusal}</p>
      {at && <p>{formats.ago(at)}</p>}
    </Alert>
  );
}
