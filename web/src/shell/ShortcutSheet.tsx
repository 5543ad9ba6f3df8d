import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Keys } from '@/components/ui/kbd';
import { Switch } from '@/components/ui/switch';
import { shortcuts, useShortcuts, type Shortcut } from './shortcuts';

const groups = ['page', 'everywhere', 'go'] as const;

/** What the keys do on this page, just now. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { all } = useShortcuts();
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={t('shell.shortcuts.title')} className="md:max-w-xl" data-testid="shortcut-sheet">
        <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
          <div className="grid content-start gap-5">
            {groups.slice(0, 2).map((group) => (
              <Group key={group} group={group} shortcuts={all.filter((known) => known.group === group)} />
            ))}
          </div>
          <Group group="go" shortcuts={all.filter((known) => known.group === 'go')} />
        </div>
        <SingleKeys />
      </DialogContent>
    </Dialog>
  );
}

function Group({ group, shortcuts }: { group: Shortcut['group']; shortcuts: readonly Shortcut[] }) {
  const { t } = useTranslation();
  if (shortcuts.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 font-medium">{t(`shell.shortcuts.${group}`)}</h3>
      <dl className="grid divide-y">
        {shortcuts.map(({ keys, label }) => (
          <div key={keys} className="flex items-center justify-between gap-3 py-1.5">
            <dt className="text-muted-foreground">{t(label)}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Who dictates, or whose hand shakes, must be able to switch them off (WCAG 2.1.4). */
export function SingleKeys() {
  const { t } = useTranslation();
  const { singleKeys } = useShortcuts();
  const id = useId();
  return (
    <div className="mt-5 flex items-start gap-3 border-t pt-3">
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="font-medium">
          {t('shell.shortcuts.single')}
        </label>
        <p className="text-pretty text-muted-foreground">{t('shell.shortcuts.singleText')}</p>
      </div>
      <Switch id={id} checked={singleKeys} onCheckedChange={shortcuts.allowSingleKeys} />
    </div>
  );
}
