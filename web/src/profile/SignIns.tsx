import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '@/api/client';
import { ConfirmButton } from '@/shell/ConfirmButton';
import { Section } from '@/shell/Section';
import { forgetSession } from '@/sign-in/session';

export function SignIns() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const router = useRouter();
  const end = async () => {
    await bodyOf(api.POST('/api/auth/logout', { body: { everywhere: true } }));
    forgetSession(queryClient);
    await router.navigate({ to: '/sign-in' });
  };
  return (
    <Section
      title={t('profile.signIns.title')}
      text={t('profile.signIns.text')}
      action={
        <ConfirmButton
          label={t('profile.signIns.everywhere')}
          title={t('profile.signIns.confirmTitle')}
          text={t('profile.signIns.confirmText')}
          action={t('profile.signIns.everywhere')}
          run={end}
        />
      }
    />
  );
}
