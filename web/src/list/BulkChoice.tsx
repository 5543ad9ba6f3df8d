import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import type { Choice } from '@/fields/field';

interface BulkChoiceProps {
  label: string;
  choices: readonly Choice[];
  onChoose: (value: Choice['value']) => void;
}

export function BulkChoice({ label, choices, onChoose }: BulkChoiceProps) {
  const { t } = useTranslation();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" size="sm">
          {label}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" side="top" className="max-w-72">
        {choices.length === 0 && <DropdownMenuItem disabled>{t('list.bulk.noChoices')}</DropdownMenuItem>}
        {choices.map((choice) => (
          <DropdownMenuItem key={choice.value} onSelect={() => onChoose(choice.value)}>
            <span className="truncate">{choice.label}</span>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
