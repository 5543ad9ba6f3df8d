import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Switch } from '@/components/ui/switch';
import type { PlacedView } from './useSavedViews';
import type { ViewWrites } from './useViewWrites';

/** A new view of what the page shows, or another name for one. */
export interface ViewDraft {
  view: PlacedView | null;
}

interface ViewDialogProps {
  draft: ViewDraft;
  writes: ViewWrites;
  onClose: () => void;
}

const longestName = 100;

export function ViewDialog({ draft: { view }, writes, onClose }: ViewDialogProps) {
  const { t } = useTranslation();
  const id = useId();
  const [name, setName] = useState(view?.name ?? '');
  const [shared, setShared] = useState(view?.shared ?? false);
  const [problem, setProblem] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const fields = problem instanceof ApiProblem ? problem.fields : {};
  const taken = problem instanceof ApiProblem && problem.status === 409;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      await (view ? writes.rename(view, name.trim(), shared) : writes.save(name.trim(), shared));
      onClose();
    } catch (failure) {
      setProblem(failure as Error);
      setBusy(false);
    }
  };

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t(view ? 'views.renameTitle' : 'views.saveTitle')}
        description={view ? undefined : t('views.saveText')}
      >
        <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
          {problem && !taken && !fields.name && (
            <Alert variant="error" title={t('views.failed')}>
              {problem.message}
            </Alert>
          )}
          <Field label={t('views.name')} error={taken ? t('views.taken') : fields.name?.[0]}>
            {(control) => (
              <Input
                {...control}
                required
                autoFocus
                maxLength={longestName}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <div className="flex items-start gap-3">
            <div className="min-w-0 flex-1">
              <label htmlFor={id} className="font-medium">
                {t('views.share')}
              </label>
              <p className="text-pretty text-muted-foreground">{t('views.shareText')}</p>
            </div>
            <Switch id={id} checked={shared} onCheckedChange={setShared} />
          </div>
          <div className="flex justify-end gap-2">
            <Button variant="ghost" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={busy}>
              {t('views.save')}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
