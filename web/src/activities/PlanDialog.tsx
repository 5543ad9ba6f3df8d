import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { useSalespeople } from '@/crm/lookups';
import { today } from '@/formats/dates';
import { useUser } from '@/sign-in/session';
import { activityTypesQuery } from './activityTypes';
import { usePlan, type Plan } from './useActivityWrites';

interface PlanDialogProps {
  /** The record that it is about. */
  about: { model: string; id: number };
  children: ReactNode;
}

/** Opened by what stands in it. */
export function PlanDialog({ about, children }: PlanDialogProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent title={t('activities.planTitle')}>
        <PlanForm about={about} onClose={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

/** Open from the beginning: a menu asked for it. */
export function PlanActivity({ about, onClose }: Pick<PlanDialogProps, 'about'> & { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={t('activities.planTitle')}>
        <PlanForm about={about} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

function PlanForm({ about, onClose }: { about: PlanDialogProps['about']; onClose: () => void }) {
  const { t } = useTranslation();
  const user = useUser();
  const salespeople = useSalespeople();
  const types = useQuery(activityTypesQuery(user.role === 'admin')).data ?? [];
  const { mutate, isPending, error } = usePlan(onClose);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) => ((data.get(name) as string | null) ?? '').trim();
    const plan: Plan = {
      res_model: about.model,
      res_id: about.id,
      summary: text('summary'),
      date_deadline: text('date'),
      ...(text('note') && { note: text('note') }),
      ...(text('user') && { user_id: Number(text('user')) }),
      ...(text('type') && { activity_type_id: Number(text('type')) }),
    };
    if (!isPending) mutate(plan);
  };

  return (
    <form onSubmit={submit} className="grid gap-3">
      {error && (
        <Alert variant="error" title={t('activities.notPlanned')}>
          {error.message}
        </Alert>
      )}
      <Field label={t('activities.summary')}>
        {(control) => <Input {...control} name="summary" required autoFocus />}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t('activities.deadline')}>
          {(control) => <Input {...control} name="date" type="date" required defaultValue={today()} />}
        </Field>
        {types.length > 0 && (
          <Field label={t('activities.type')}>
            {(control) => (
              <Select {...control} name="type">
                {types.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
      </div>
      {user.role !== 'member' && salespeople.length > 0 && (
        <Field label={t('activities.user')}>
          {(control) => (
            <Select {...control} name="user" defaultValue={user.odoo_user_id ?? ''}>
              <option value="">{t('activities.nobody')}</option>
              {salespeople.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <Field label={t('activities.note')}>{(control) => <Textarea {...control} name="note" />}</Field>
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" disabled={isPending}>
          {isPending ? t('activities.planning') : t('activities.planSubmit')}
        </Button>
      </div>
    </form>
  );
}
