import { ArrowDownWideNarrowIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { Tooltip } from '@/components/ui/tooltip';
import { boardSorts, type BoardSort } from './boardAddress';
import { useBoardAddress } from './useBoardAddress';

const asOdoo = 'odoo';

/** How the cards of every column are sorted. */
export function BoardSortMenu() {
  const { t } = useTranslation();
  const { sort, setSort } = useBoardAddress();
  const label = sort ? t('board.sort.by', { order: t(`board.sort.orders.${sort}`) }) : t('board.sort.label');
  return (
    <DropdownMenu>
      <Tooltip label={label}>
        <DropdownMenuTrigger asChild>
          <Button
            variant="outline"
            size="icon"
            aria-label={label}
            data-testid="board-sort"
            className={cn(sort && 'border-ring text-primary')}
          >
            <ArrowDownWideNarrowIcon aria-hidden />
          </Button>
        </DropdownMenuTrigger>
      </Tooltip>
      <DropdownMenuContent align="end">
        <DropdownMenuRadioGroup
          value={sort ?? asOdoo}
          onValueChange={(value) => setSort(value === asOdoo ? undefined : (value as BoardSort))}
        >
          {[asOdoo, ...boardSorts].map((value) => (
            <DropdownMenuRadioItem key={value} value={value}>
              {t(`board.sort.orders.${value as BoardSort}`)}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
