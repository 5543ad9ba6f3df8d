import { CheckIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '@/api/types';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { useDone } from './useActivityWrites';

interface DoneButtonProps {
  activity: Activity;
  /** A grid is one stop for the tab key; its own keys press what is in it. */
  inGrid?: boolean;
}

/** Asks what came of it, which Odoo keeps in the record's chatter. */
export function DoneButton({ activity, inGrid = false }: DoneButtonProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { mutate, isPending } = useDone();
  const name = activity.summary ?? activity.activity_type?.name ?? '';

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button
          variant="outline"
          size="sm"
          tabIndex={inGrid ? -1 : undefined}
          disabled={isPending}
          aria-label={t('activities.doneOf', { name })}
        >
          <CheckIcon aria-hidden />
          {t('activities.done')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('activities.doneTitle')} description={name}>
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            const feedback = (new FormData(event.currentTarget).get('feedback') as string).trim();
            setOpen(false);
            mutate({ activity, feedback: feedback || null });
          }}
        >
          <Field label={t('activities.feedback')} hint={t('activities.feedbackHint')}>
            {(control) => <Textarea {...control} name="feedback" autoFocus />}
          </Field>
          <div className="flex justify-end gap-2">
            <Button variant="ghost" onClick={() => setOpen(false)}>
              {t('common.cancel')}
            </Button>
            <Button type="submit">{t('activities.doneSubmit')}</Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
