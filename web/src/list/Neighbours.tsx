import { Link, useNavigate } from '@tanstack/react-router';
import { ChevronDownIcon, ChevronUpIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { useShortcut } from '@/shell/shortcuts';
import type { ListDefinition } from './list';
import type { ListSearch } from './listAddress';
import { placeName, useNeighbours } from './neighbours';

/** The way through the list from which a record was opened, one after the other. */
export function Neighbours<Row>({ list, id }: { list: ListDefinition<Row>; id: string }) {
  const { t } = useTranslation();
  const { before, after, at } = useNeighbours(list, id);
  if (at === null) return null;
  return (
    <div className="flex items-center">
      <Step list={list} place={before} label={t('list.before')} keys="k" icon={ChevronUpIcon} />
      <Step list={list} place={after} label={t('list.after')} keys="j" icon={ChevronDownIcon} />
    </div>
  );
}

interface StepProps<Row> {
  list: ListDefinition<Row>;
  place: { row: Row; index: number } | null;
  label: string;
  keys: 'j' | 'k';
  icon: typeof ChevronUpIcon;
}

function Step<Row>({ list, place, label, keys, icon: Icon }: StepProps<Row>) {
  const navigate = useNavigate();
  const href = place && list.hrefOf(place.row);
  const search = (old: ListSearch) => ({ ...old, [placeName]: place?.index });
  useShortcut(
    {
      keys,
      label: keys === 'k' ? 'list.before' : 'list.after',
      group: 'page',
      run: () => href && void navigate({ to: href, search: search as never }),
    },
    href !== null,
  );
  if (!href)
    return (
      <Button variant="ghost" size="icon" disabled aria-label={label}>
        <Icon aria-hidden />
      </Button>
    );
  return (
    <Button asChild variant="ghost" size="icon">
      <Link to={href} search={search as never} aria-label={label}>
        <Icon aria-hidden />
      </Link>
    </Button>
  );
}
