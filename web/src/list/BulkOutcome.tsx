import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { DialogContent, Dialog } from '@/components/ui/dialog';

export interface Unchanged {
  id: string;
  title: string;
  reason: string;
}

export interface Outcome {
  updated: number;
  total: number;
  unchanged: readonly Unchanged[];
}

/** What a bulk write left as it was, and why, record by record. */
export function BulkOutcome({ outcome, onClose }: { outcome: Outcome; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t('list.bulk.outcome')}
        description={t('list.bulk.partly', { updated: outcome.updated, total: outcome.total })}
      >
        <ul className="divide-y" data-testid="bulk-outcome">
          {outcome.unchanged.map(({ id, title, reason }) => (
            <li key={id} className="py-2">
              <p className="font-medium">{title}</p>
              <p className="text-pretty text-muted-foreground">{reason}</p>
            </li>
          ))}
        </ul>
        <Button className="mt-3" onClick={onClose}>
          {t('list.bulk.close')}
        </Button>
      </DialogContent>
    </Dialog>
  );
}
