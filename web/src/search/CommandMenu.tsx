import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { LoaderCircleIcon, SearchIcon } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CommandItem } from './CommandItem';
import { CommandState } from './CommandState';
import { matches } from './matches';
import { searchQuery, valueOf } from './search';
import { SearchHits } from './SearchHits';
import { useCommands } from './useCommands';
import { useDebounced } from './useDebounced';
import { useSelected } from './useSelected';

const typingPauseMs = 180;
const groups = ['page', 'go', 'do'] as const;

/** Finds a record, or something to do, by what one types. */
export function CommandMenu({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const q = useDebounced(text.trim(), typingPauseMs);
  const search = useQuery(searchQuery(q));
  const commands = useCommands().filter((command) => matches(command.text, text));
  const searching = text.trim().length > 1;
  const waiting = searching && (q !== text.trim() || search.isFetching);
  const stale = q !== text.trim() || search.isPlaceholderData;
  const hits = searching ? (search.data?.groups.filter(({ hits }) => hits.length > 0) ?? []) : [];
  const best = stale ? undefined : hits[0]?.hits[0];
  const [selected, setSelected] = useSelected(best && valueOf(best));
  const close = (run: () => void) => {
    onClose();
    run();
  };

  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 bg-black/40" />
        <Dialog.Content
          aria-describedby={undefined}
          data-testid="command-menu"
          className="fixed inset-x-0 top-0 z-50 mx-auto flex max-h-dvh w-full max-w-xl flex-col overflow-hidden border bg-popover text-popover-foreground shadow-lift outline-none max-md:h-dvh md:top-[10vh] md:max-h-[70vh] md:rounded-xl"
        >
          <Dialog.Title className="sr-only">{t('shell.commands')}</Dialog.Title>
          <Command
            shouldFilter={false}
            loop
            label={t('shell.commands')}
            value={selected}
            onValueChange={setSelected}
            className="flex min-h-0 flex-1 flex-col"
          >
            <div className="flex items-center gap-2.5 border-b px-4">
              {waiting ? (
                <LoaderCircleIcon
                  aria-hidden
                  className="size-4 shrink-0 animate-spin text-muted-foreground"
                />
              ) : (
                <SearchIcon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
              )}
              <Command.Input
                value={text}
                onValueChange={setText}
                placeholder={t('search.placeholder')}
                className="h-12 min-w-0 flex-1 bg-transparent text-[0.9375rem] outline-none placeholder:text-muted-foreground max-md:text-base"
              />
              <Dialog.Close className="rounded-md px-2 py-1 text-xs text-muted-foreground hover:bg-accent">
                {t('common.close')}
              </Dialog.Close>
            </div>
            <Command.List
              label={t('search.results')}
              aria-busy={waiting}
              className="min-h-0 flex-1 scroll-py-2 overflow-y-auto overscroll-contain p-2 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted-foreground"
            >
              {hits.map((group) => (
                <SearchHits key={group.type} group={group} q={q} stale={stale} close={close} />
              ))}
              {groups.map((group) => (
                <Commands key={group} group={group}>
                  {commands
                    .filter((command) => command.group === group)
                    .map((command) => (
                      <CommandItem
                        key={command.text}
                        value={`${group} ${command.text}`}
                        icon={command.icon}
                        keys={command.keys}
                        onSelect={() => close(command.run)}
                      >
                        {command.text}
                      </CommandItem>
                    ))}
                </Commands>
              ))}
            </Command.List>
            <CommandState
              q={text.trim()}
              waiting={waiting}
              error={search.error}
              retry={() => void search.refetch()}
              found={hits.length + commands.length > 0}
            />
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Commands({ group, children }: { group: (typeof groups)[number]; children: React.ReactElement[] }) {
  const { t } = useTranslation();
  return children.length > 0 && <Command.Group heading={t(`search.${group}`)}>{children}</Command.Group>;
}
