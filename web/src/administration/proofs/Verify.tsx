import { useMutation } from '@tanstack/react-query';
import { LoaderCircleIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '@/api/client';
import type { Verification } from '@/api/types';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { useModelName } from '@/connections/names';
import { onConnection } from '@/connections/onConnection';
import { useFormats } from '@/formats/useFormats';
import { Section } from '@/shell/Section';

/** Compares now, and changes nothing by it. */
export function Verify({ connection }: { connection: number | undefined }) {
  const { t } = useTranslation();
  const verify = useMutation({
    mutationFn: (full: boolean) =>
      bodyOf(
        api.POST('/api/integrations/verify', { params: { query: onConnection(connection) }, body: { full } }),
      ),
  });
  return (
    <Section
      title={t('administration.proofs.verify')}
      text={t('administration.proofs.verifyText')}
      testId="verify"
      action={
        <>
          {[false, true].map((full) => (
            <Button
              key={String(full)}
              variant="outline"
              disabled={verify.isPending}
              onClick={() => verify.mutate(full)}
            >
              {verify.isPending && verify.variables === full && (
                <LoaderCircleIcon aria-hidden className="animate-spin" />
              )}
              {t(full ? 'administration.proofs.full' : 'administration.proofs.quick')}
            </Button>
          ))}
        </>
      }
    >
      <div aria-live="polite">
        {verify.error && (
          <Alert variant="error" title={t('administration.proofs.notVerified')}>
            {verify.error.message}
          </Alert>
        )}
        {verify.data && <Report report={verify.data} />}
      </div>
    </Section>
  );
}

function Report({ report }: { report: Verification }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const modelName = useModelName();
  const compared = Object.values(report.compared).reduce((sum, count) => sum + count, 0);
  const count = { count: compared, formatted: formats.count(compared) };
  return (
    <Alert
      variant={report.equal ? 'success' : 'warning'}
      title={
        report.equal
          ? t('administration.proofs.equal', count)
          : t('administration.proofs.different', {
              count: report.count,
              formatted: formats.count(report.count),
            })
      }
    >
      {report.pending > 0 && (
        <p>
          {t('administration.proofs.pending', {
            count: report.pending,
            formatted: formats.count(report.pending),
          })}
        </p>
      )}
      {report.differences.length > 0 && (
        <ul className="mt-1.5 grid max-h-60 gap-0.5 overflow-y-auto">
          {report.differences.map(({ model, id, kind, fields }) => (
            <li key={`${model} ${id}`}>
              <span className="text-foreground">
                {modelName(model)} {id}
              </span>
              : {t(`administration.proofs.kind.${kind as 'missing' | 'extra' | 'different'}`)}
              {fields.length > 0 && <code className="ms-1 text-xs">{fields.join(', ')}</code>}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
