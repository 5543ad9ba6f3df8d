import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { api, bodyOf } from '@/api/client';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { ConfirmButton } from '@/shell/ConfirmButton';
import { Section } from '@/shell/Section';
import { ShownOnce } from '@/shell/ShownOnce';

/** The server keeps the address hashed, and cannot say it again. */
export function CalendarFeed() {
  const { t } = useTranslation();
  const create = useMutation({ mutationFn: () => bodyOf(api.POST('/api/tasks/calendar-token')) });
  const revoke = async () => {
    await bodyOf(api.DELETE('/api/tasks/calendar-token'));
    create.reset();
    toast.success(t('profile.calendar.revoked'));
  };
  return (
    <Section
      title={t('profile.calendar.title')}
      text={t('profile.calendar.text')}
      testId="calendar"
      action={
        <>
          <Button variant="outline" disabled={create.isPending} onClick={() => create.mutate()}>
            {t('profile.calendar.create')}
          </Button>
          <ConfirmButton
            label={t('profile.calendar.revoke')}
            title={t('profile.calendar.revokeTitle')}
            text={t('profile.calendar.revokeText')}
            action={t('profile.calendar.revoke')}
            run={revoke}
          />
        </>
      }
    >
      {create.error && <Alert variant="error" title={create.error.message} />}
      {create.data && (
        <ShownOnce
          title={t('profile.calendar.made')}
          label={t('profile.calendar.address')}
          value={create.data.url}
        >
          {t('profile.calendar.once')}
        </ShownOnce>
      )}
    </Section>
  );
}
