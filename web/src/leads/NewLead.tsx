import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { PlusIcon } from 'lucide-react';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { api, bodyOf } from '@/api/client';
import { idempotencyKey } from '@/api/idempotencyKey';
import { ApiProblem } from '@/api/problem';
import type { NewLead as Draft } from '@/api/types';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { refusalOf } from '@/fields/refusal';

export function NewLead() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button aria-label={t('leads.new.action')}>
          <PlusIcon aria-hidden />
          <span className="max-md:hidden">{t('leads.new.action')}</span>
        </Button>
      </DialogTrigger>
      <DialogContent title={t('leads.new.title')}>
        <NewLeadForm onClose={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

const texts = ['name', 'partner_name', 'contact_name', 'email_from', 'phone'] as const;

function NewLeadForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const create = useCreate(onClose);
  const { error } = create;
  const refused = (name: string) =>
    error instanceof ApiProblem && error.fields[name] ? refusalOf(error, name) : undefined;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) => ((data.get(name) as string | null) ?? '').trim();
    const body: Draft = { name: text('name'), type: text('type') === 'lead' ? 'lead' : 'opportunity' };
    for (const name of texts) if (text(name)) body[name] = text(name);
    if (text('expected_revenue')) body.expected_revenue = Number(text('expected_revenue'));
    if (!create.isPending) create.mutate(body);
  };

  return (
    <form onSubmit={submit} className="grid gap-3">
      {error && (
        <Alert variant="error" title={t('leads.new.failed')}>
          {error.message}
        </Alert>
      )}
      {texts.map((name) => (
        <Field key={name} label={t(`leads.field.${name}`)} error={refused(name)}>
          {(control) => (
            <Input
              {...control}
              name={name}
              required={name === 'name'}
              autoFocus={name === 'name'}
              type={inputTypes[name] ?? 'text'}
            />
          )}
        </Field>
      ))}
      <div className="grid grid-cols-2 gap-3">
        <Field label={t('leads.field.expected_revenue')} error={refused('expected_revenue')}>
          {(control) => (
            <Input {...control} name="expected_revenue" type="number" step="any" inputMode="decimal" />
          )}
        </Field>
        <Field label={t('leads.field.type')}>
          {(control) => (
            <Select {...control} name="type" defaultValue="lead">
              <option value="lead">{t('leads.type.lead')}</option>
              <option value="opportunity">{t('leads.type.opportunity')}</option>
            </Select>
          )}
        </Field>
      </div>
      <div className="mt-1 flex justify-end gap-2">
        <Button variant="ghost" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" disabled={create.isPending}>
          {create.isPending ? t('leads.new.busy') : t('leads.new.submit')}
        </Button>
      </div>
    </form>
  );
}

const inputTypes: Partial<Record<(typeof texts)[number], string>> = { email_from: 'email', phone: 'tel' };

function useCreate(onClose: () => void) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const attempt = useRef({ text: '', key: '' });

  return useMutation({
    mutationFn: (body: Draft) => {
      const text = JSON.stringify(body);
      // The same draft sent again after a time-out must not become a second lead.
      if (attempt.current.text !== text) attempt.current = { text, key: idempotencyKey() };
      return bodyOf(
        api.POST('/api/crm/leads', { headers: { 'Idempotency-Key': attempt.current.key }, body }),
      );
    },
    onSuccess: async ({ id, name }) => {
      onClose();
      toast.success(t('leads.new.created', { name }));
      void queryClient.invalidateQueries({ queryKey: ['list', 'leads'] });
      await navigate({ href: `/leads/${id}` });
    },
  });
}
