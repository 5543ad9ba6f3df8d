import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/shell/PageHeader';
import { Sections } from '@/shell/Section';
import { useUser } from '@/sign-in/session';
import { ApiTokens } from './ApiTokens';
import { Appearance } from './Appearance';
import { CalendarFeed } from './CalendarFeed';
import { OdooCredentials } from './OdooCredentials';
import { OdooLink } from './OdooLink';
import { Password } from './Password';
import { PersonalData } from './PersonalData';
import { SignIns } from './SignIns';

/** What belongs to the person and to nobody else. */
export function ProfilePage() {
  const { t } = useTranslation();
  const user = useUser();
  return (
    <>
      <PageHeader title={t('profile.title')} />
      <Sections className="max-w-3xl">
        <PersonalData key={user.updated_at} user={user} />
        <Appearance />
        <OdooLink user={user} />
        <OdooCredentials />
        {user.auth_provider === 'local' && <Password />}
        <ApiTokens />
        <CalendarFeed />
        <SignIns />
      </Sections>
    </>
  );
}
