import { useTranslation } from 'react-i18next';
import type { SyncRun } from '@/api/types';
import { cn } from '@/components/ui/cn';
import { useFormats } from '@/formats/useFormats';
import { useEntityName } from './useEntityName';

const columns = ['inserted', 'updated', 'unchanged', 'soft_deleted', 'quarantined', 'errors'] as const;
const alarming = new Set<string>(['quarantined', 'errors']);

/** What a run did, entity by entity. */
export function SyncNumbers({ stats }: { stats: SyncRun['stats'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const entityName = useEntityName();
  const rows = Object.entries(stats);
  if (rows.length === 0) return null;

  return (
    <div
      className="overflow-x-auto rounded-lg border bg-card shadow-card"
      tabIndex={0}
      role="region"
      aria-label={t('connection.numbers.title')}
    >
      <table className="w-full border-collapse whitespace-nowrap tabular-nums">
        <thead>
          <tr className="border-b text-xs text-muted-foreground">
            <th scope="col" className="px-3 py-2 text-left font-medium">
              {t('connection.numbers.entity')}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className="px-3 py-2 text-right font-medium">
                {t(`connection.numbers.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows.map(([entity, numbers]) => (
            <tr key={entity}>
              <th scope="row" className="px-3 py-1.5 text-left font-medium">
                {entityName(entity)}
              </th>
              {columns.map((column) => (
                <td
                  key={column}
                  className={cn(
                    'px-3 py-1.5 text-right',
                    numbers[column] === 0 && 'text-muted-foreground/80',
                    numbers[column] > 0 && alarming.has(column) && 'font-semibold text-destructive',
                  )}
                >
                  {formats.count(numbers[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
