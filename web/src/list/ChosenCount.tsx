import { useTranslation } from 'react-i18next';

/** Tells screen readers how many are chosen: always there, since what comes with its text is not read out. */
export function ChosenCount({ count }: { count: number }) {
  const { t } = useTranslation();
  return (
    <p role="status" data-testid="chosen-count" className="sr-only">
      {count > 0 && t('list.bulk.chosen', { count })}
    </p>
  );
}
