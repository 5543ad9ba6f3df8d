import { useRouter } from '@tanstack/react-router';
import { Command } from 'cmdk';
import {
  Building2Icon,
  ContactRoundIcon,
  EllipsisIcon,
  ReceiptTextIcon,
  SquareCheckBigIcon,
  TargetIcon,
  type LucideIcon,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CommandItem } from './CommandItem';
import { listOf, pageOf, valueOf, type Group, type Hit } from './search';

const icons: Record<Group['type'], LucideIcon> = {
  leads: TargetIcon,
  accounts: Building2Icon,
  contacts: ContactRoundIcon,
  invoices: ReceiptTextIcon,
  tasks: SquareCheckBigIcon,
};

interface SearchHitsProps {
  group: Group;
  q: string;
  /** Found by what was typed before: to look at, not to be opened by a hasty Enter. */
  stale: boolean;
  close: (run: () => void) => void;
}

/** The records of one kind; the way to all of them where there are more. */
export function SearchHits({ group, q, stale, close }: SearchHitsProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const name = t(`search.types.${group.type}`);
  const open = (href: string) => close(() => router.history.push(href));
  return (
    <Command.Group heading={name}>
      {group.hits.map((hit) => (
        <CommandItem
          key={hit.id}
          value={valueOf(hit)}
          disabled={stale}
          icon={icons[group.type]}
          onSelect={() => open(pageOf(hit))}
        >
          <HitText hit={hit} />
        </CommandItem>
      ))}
      {group.has_more && (
        <CommandItem
          value={`${group.type} more`}
          disabled={stale}
          icon={EllipsisIcon}
          onSelect={() => open(listOf(group, q))}
        >
          <span className="text-muted-foreground">{t('search.more', { type: name, q })}</span>
        </CommandItem>
      )}
    </Command.Group>
  );
}

function HitText({ hit }: { hit: Hit }) {
  const { t } = useTranslation();
  return (
    <>
      <span className="font-medium max-md:block max-md:truncate">{hit.title ?? t('search.untitled')}</span>
      {hit.subtitle && (
        <span className="text-muted-foreground max-md:block max-md:truncate max-md:text-xs md:ms-2">
          {hit.subtitle}
        </span>
      )}
    </>
  );
}
