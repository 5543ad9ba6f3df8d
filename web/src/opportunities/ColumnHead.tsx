import { ChevronsLeftIcon, PlusIcon, TrophyIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Opportunity } from '@/api/types';
import { noStage, type BoardColumn } from './kanban';
import { Button } from '@/components/ui/button';
import { useFormats } from '@/formats/useFormats';
import { ChooseColumn } from './ChooseColumn';
import { currencyOf } from './columnCurrency';

interface ColumnHeadProps {
  column: BoardColumn;
  /** Those that are loaded. */
  cards: readonly Opportunity[];
  onFold: () => void;
  onCreate: () => void;
}

export function ColumnHead({ column, cards, onFold, onCreate }: ColumnHeadProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const currency = currencyOf(column);

  return (
    <header className="group/head px-3 pt-2.5 pb-1">
      <div className="flex h-6 items-center gap-2">
        {column.isWon && <TrophyIcon aria-hidden className="-me-0.5 size-3.5 text-success" />}
        <h2 className="truncate font-semibold">{column.stage}</h2>
        <span
          aria-label={t('board.count', { count: column.count, formatted: formats.count(column.count) })}
          data-testid="column-count"
          className="text-xs text-muted-foreground tabular-nums"
        >
          {formats.count(column.count)}
        </span>
        <div className="ms-auto -me-1.5 flex items-center">
          <ChooseColumn stage={column.stage} cards={cards} />
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t('board.fold', { stage: column.stage })}
            onClick={onFold}
            className="text-muted-foreground opacity-0 group-hover/head:opacity-100 focus-visible:opacity-100 max-md:hidden"
          >
            <ChevronsLeftIcon aria-hidden />
          </Button>
          {column.stage_id !== noStage && (
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={t('board.add', { stage: column.stage })}
              onClick={onCreate}
              className="text-muted-foreground"
            >
              <PlusIcon aria-hidden />
            </Button>
          )}
        </div>
      </div>
      <p className="flex items-baseline gap-2 text-xs text-muted-foreground tabular-nums">
        <span data-testid="column-value" className="font-medium text-foreground">
          {/* Of no card one cannot tell the currency; the line stays, so that columns begin alike. */}
          {column.count === 0 ? '\u00a0' : formats.money(Math.round(column.total_value), currency)}
        </span>
        {column.count > 0 && (
          <span className="truncate">
            {t('board.weighted', { value: formats.shortMoney(column.weighted_value, currency) })}
          </span>
        )}
      </p>
    </header>
  );
}
