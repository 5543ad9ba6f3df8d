import { useTranslation } from 'react-i18next';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';

interface PastPartlyProps {
  /** Where all was read there is nothing to say. */
  failure: Error | null;
  retry: () => void;
}

/** A past is put together from several reads: one that failed is told, and the others show. */
export function PastPartly({ failure, retry }: PastPartlyProps) {
  const { t } = useTranslation();
  if (failure === null) return null;
  return (
    <Alert variant="warning" title={t('record.pastPartly')} className="my-3">
      <p>{failure.message}</p>
      <Button variant="outline" size="sm" className="mt-2" onClick={retry}>
        {t('common.retry')}
      </Button>
    </Alert>
  );
}
