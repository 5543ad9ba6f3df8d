import { useTranslation } from 'react-i18next';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import type { Conflict } from './useRecordSave';

interface ConflictNoticeProps {
  conflict: Conflict;
  /** Labels of the fields that the page shows. */
  labels: Readonly<Record<string, string>>;
  by: string | null;
  dismiss: () => void;
}

/** Names what somebody else changed, so that one can decide again. */
export function ConflictNotice({ conflict, labels, by, dismiss }: ConflictNoticeProps) {
  const { t } = useTranslation();
  const changed = Object.entries(labels).filter(
    ([name]) => JSON.stringify(conflict.before[name]) !== JSON.stringify(conflict.now[name]),
  );
  return (
    <Alert
      variant="warning"
      title={by ? t('record.conflict.by', { name: by }) : t('record.conflict.title')}
      className="mb-4"
    >
      <ul className="mt-1">
        {changed.map(([name, label]) => (
          <li key={name}>
            {t('record.conflict.change', {
              label,
              before: wordsOf(conflict.before[name]) || t('fields.empty'),
              now: wordsOf(conflict.now[name]) || t('fields.empty'),
            })}
          </li>
        ))}
      </ul>
      <p className="mt-1">{t('record.conflict.next')}</p>
      <Button variant="outline" size="sm" className="mt-2" onClick={dismiss}>
        {t('record.conflict.seen')}
      </Button>
    </Alert>
  );
}

function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).join(', ');
  if (typeof value === 'object' && value !== null) return wordsOf('name' in value ? value.name : null);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? `${value}`
    : '';
}
