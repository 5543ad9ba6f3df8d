import { useTranslation } from 'react-i18next';
import type { SyncRun } from '@/api/types';
import { cn } from '@/components/ui/cn';
import { useFormats } from '@/formats/useFormats';
import { useEntityName } from './names';

type Stats = SyncRun['stats'];

const columns = ['inserted', 'updated', 'unchanged', 'soft_deleted', 'quarantined', 'errors'] as const;
type Column = (typeof columns)[number];

const alarming: readonly Column[] = ['quarantined', 'errors'];

/** What a run did, entity by entity, with the words of whatever went wrong below. */
export function SyncNumbers({ stats }: { stats: Stats }) {
  const { t } = useTranslation();
  if (Object.keys(stats).length === 0) return null;
  const silent = silentOf(Object.values(stats));
  return (
    <>
      <div
        role="region"
        aria-label={t('connection.numbers.title')}
        tabIndex={0}
        className="overflow-x-auto rounded-lg border bg-card shadow-card"
      >
        <table className="w-full border-collapse whitespace-nowrap tabular-nums">
          <thead>
            <tr className="border-b text-xs text-muted-foreground">
              <th scope="col" className="px-3 py-2 text-start font-medium">
                {t('connection.numbers.entity')}
              </th>
              {columns.map((column) => (
                <th
                  key={column}
                  scope="col"
                  className={cn('px-3 py-2 text-end font-medium', silent.includes(column) && 'max-md:hidden')}
                >
                  {t(`connection.numbers.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y">
            {Object.entries(stats).map(([entity, numbers]) => (
              <EntityRow key={entity} entity={entity} numbers={numbers} silent={silent} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="-mt-3 text-xs text-pretty text-muted-foreground">{t('connection.numbers.note')}</p>
      <Errors stats={stats} />
    </>
  );
}

/** What a phone has no room for: columns that have nothing to tell, and what stayed as it was where something went wrong. */
function silentOf(entities: Stats[string][]): readonly Column[] {
  const tells = (column: Column) => entities.some((entity) => countOf(entity, column) > 0);
  const told = columns.filter((column) => tells(column) && !(column === 'unchanged' && alarming.some(tells)));
  const shown = told.length > 0 ? told : (['inserted', 'updated', 'soft_deleted'] as const);
  return columns.filter((column) => !shown.includes(column as never));
}

interface EntityRowProps {
  entity: string;
  numbers: Stats[string];
  silent: readonly Column[];
}

function EntityRow({ entity, numbers, silent }: EntityRowProps) {
  const formats = useFormats();
  const entityName = useEntityName();
  return (
    <tr>
      <th scope="row" className="px-3 py-1.5 text-start font-medium">
        {entityName(entity)}
      </th>
      {columns.map((column) => {
        const count = countOf(numbers, column);
        return (
          <td
            key={column}
            className={cn(
              'px-3 py-1.5 text-end',
              count === 0 && 'text-muted-foreground',
              silent.includes(column) && 'max-md:hidden',
              count > 0 && alarming.includes(column) && 'font-semibold text-destructive',
            )}
          >
            {formats.count(count)}
          </td>
        );
      })}
    </tr>
  );
}

function countOf(numbers: Stats[string], column: Column) {
  return column === 'errors' ? numbers.errors.length : numbers[column];
}

function Errors({ stats }: { stats: Stats }) {
  const { t } = useTranslation();
  const entityName = useEntityName();
  const errors = Object.entries(stats).flatMap(([entity, { errors }]) =>
    errors.map((error) => ({ entity, error })),
  );
  if (errors.length === 0) return null;
  return (
    <div>
      <p className="font-medium">{t('connection.numbers.unreadable')}</p>
      <ul className="mt-1.5 grid gap-1 text-muted-foreground" data-testid="sync-errors">
        {errors.map(({ entity, error }, index) => (
          <li key={index} className="text-pretty">
            <span className="font-medium text-foreground">{entityName(entity)}</span>: {error}
          </li>
        ))}
      </ul>
    </div>
  );
}
