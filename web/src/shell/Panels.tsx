import { lazy, Suspense, useState, type ReactNode } from 'react';
import { PanelsContext, type Panel } from './panels';
import { useShortcut } from './shortcuts';

const CommandMenu = lazy(async () => ({ default: (await import('@/search/CommandMenu')).CommandMenu }));
const ShortcutSheet = lazy(async () => ({ default: (await import('./ShortcutSheet')).ShortcutSheet }));

/** The command menu and the sheet of shortcuts, loaded when first asked for. */
export function Panels({ children }: { children: ReactNode }) {
  const [open, show] = useState<Panel | null>(null);
  useShortcut({
    keys: 'mod+k',
    label: 'shell.commands',
    group: 'everywhere',
    run: () => show(open === 'commands' ? null : 'commands'),
  });
  useShortcut({
    keys: '?',
    label: 'shell.shortcuts.title',
    group: 'everywhere',
    run: () => show('shortcuts'),
  });
  const close = () => show(null);

  return (
    <PanelsContext value={{ open, show }}>
      {children}
      <Suspense>
        {open === 'commands' && <CommandMenu onClose={close} />}
        {open === 'shortcuts' && <ShortcutSheet onClose={close} />}
      </Suspense>
    </PanelsContext>
  );
}
