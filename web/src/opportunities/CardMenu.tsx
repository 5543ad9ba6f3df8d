import { ArrowRightIcon, EllipsisIcon, ExternalLinkIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Opportunity } from '@/api/types';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { useBoard } from './BoardContext';
import { focusCard } from './focusCard';

/** Everything that dragging does, for those who cannot or will not drag. */
export function CardMenu({ card }: { card: Opportunity }) {
  const { t } = useTranslation();
  const { stages, moveCard } = useBoard();
  const move = (stageId: number) => {
    moveCard(card, stageId);
    focusCard(card.id);
  };

  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t('board.card.menu', { name: card.name })}
          className="absolute end-1.5 top-1.5 text-muted-foreground opacity-0 group-hover/card:opacity-100 focus-visible:opacity-100 data-[state=open]:opacity-100 max-md:size-8 pointer-coarse:opacity-100"
        >
          <EllipsisIcon aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuLabel>{t('board.card.moveTo')}</DropdownMenuLabel>
        {stages
          .filter((stage) => stage.id !== card.stage_id)
          .map((stage) => (
            <DropdownMenuItem key={stage.id} onSelect={() => move(stage.id)}>
              <ArrowRightIcon aria-hidden />
              {stage.name}
            </DropdownMenuItem>
          ))}

        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <a href={card.odoo_url} target="_blank" rel="noreferrer">
            <ExternalLinkIcon aria-hidden />
            {t('common.openInOdoo')}
          </a>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
