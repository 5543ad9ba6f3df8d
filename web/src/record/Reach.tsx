import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

interface ReachProps {
  email: string | null | undefined;
  phone: string | null | undefined;
  website?: string | null | undefined;
  /** Its number among the contacts. */
  customer?: number | undefined;
}

/** What one does with values that are their own editors, and so cannot be links. */
export function Reach({ email, phone, website, customer }: ReachProps) {
  const { t } = useTranslation();
  const link = 'text-primary underline-offset-4 hover:underline';
  return (
    <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 empty:hidden">
      {email && (
        <a href={`mailto:${email}`} className={link}>
          {t('record.write')}
        </a>
      )}
      {phone && (
        <a href={`tel:${phone}`} className={link}>
          {t('record.call')}
        </a>
      )}
      {website && /^https?:\/\//.test(website) && (
        <a href={website} target="_blank" rel="noreferrer" className={link}>
          {t('record.openWebsite')}
        </a>
      )}
      {customer && (
        <Link to={`/contacts/${customer}` as '/'} className={link}>
          {t('record.openCustomer')}
        </Link>
      )}
    </p>
  );
}
