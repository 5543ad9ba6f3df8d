import { useMutation, useQueryClient } from '@tanstack/react-query';
import { LoaderCircleIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '@/api/client';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Section } from '@/shell/Section';

/** Looks who of Odoo's employees has an account here; what is only alike becomes a proposal. */
export function MatchEmployees() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const match = useMutation({
    mutationFn: () => bodyOf(api.POST('/api/integrations/odoo/sync-users')),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['administration', 'users'] }),
  });
  return (
    <Section
      title={t('administration.users.match')}
      text={t('administration.users.matchText')}
      testId="match"
      action={
        <Button variant="outline" disabled={match.isPending} onClick={() => match.mutate()}>
          {match.isPending && <LoaderCircleIcon aria-hidden className="animate-spin" />}
          {t('administration.users.matchNow')}
        </Button>
      }
    >
      <div aria-live="polite">
        {match.error && <Alert variant="error" title={match.error.message} />}
        {match.data && (
          <Alert variant="success" title={t('administration.users.matched', { count: match.data.matched })}>
            {t('administration.users.proposed', { count: match.data.created })}{' '}
            {t('administration.users.unmatched', { count: match.data.unmatched.length })}
          </Alert>
        )}
      </div>
    </Section>
  );
}
