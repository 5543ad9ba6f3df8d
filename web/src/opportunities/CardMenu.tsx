import { Link } from '@tanstack/react-router';
import {
  ArrowRightIcon,
  CalendarPlusIcon,
  EllipsisIcon,
  ExternalLinkIcon,
  SquareCheckIcon,
  SquareArrowRightIcon,
  ThumbsDownIcon,
} from 'lucide-react';
import { useRef } from 'react';
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
import { useBoard, type AboutCard } from './BoardContext';
import { focusCard } from './focusCard';

/** Everything that dragging and choosing do, for those who cannot or will not. */
export function CardMenu({ card, choose }: { card: Opportunity; choose: () => void }) {
  const { t } = useTranslation();
  const { stages, selection, moveCard, ask } = useBoard();
  const asked = useRef<AboutCard['how'] | null>(null);
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
      <DropdownMenuContent
        align="end"
        onCloseAutoFocus={(event) => {
          // Only now: a menu that is closing would take the focus from the dialog.
          if (asked.current === null) return;
          event.preventDefault();
          ask(asked.current, card);
          asked.current = null;
        }}
      >
        <DropdownMenuItem asChild>
          <Link to="/leads/$id" params={{ id: String(card.id) }}>
            <SquareArrowRightIcon aria-hidden />
            {t('board.card.open')}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={choose}>
          <SquareCheckIcon aria-hidden />
          {t(selection.rows.has(String(card.id)) ? 'board.card.letGo' : 'board.card.choose')}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
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
        <DropdownMenuItem onSelect={() => void (asked.current = 'plan')}>
          <CalendarPlusIcon aria-hidden />
          {t('board.card.plan')}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void (asked.current = 'lose')}>
          <ThumbsDownIcon aria-hidden />
          {t('board.card.lose')}
        </DropdownMenuItem>
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
