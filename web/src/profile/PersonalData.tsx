import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { api, bodyOf } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import type { User } from '@/api/types';
import { Alert } from '@/components/ui/alert';
import { Avatar } from '@/components/ui/avatar';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Section, Surface } from '@/shell/Section';
import { sessionQuery } from '@/sign-in/session';

export function PersonalData({ user }: { user: User }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (body: { full_name: string; email?: string }) => bodyOf(api.PATCH('/api/auth/me', { body })),
    onSuccess: ({ user: saved }) => {
      queryClient.setQueryData(sessionQuery.queryKey, saved);
      toast.success(t('profile.you.saved'));
    },
  });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const full_name = (form.get('full_name') as string).trim();
    const email = (form.get('email') as string).trim();
    save.mutate({ full_name, ...(email && { email }) });
  };
  const refused = save.error instanceof ApiProblem ? save.error.fields : {};

  return (
    <Section title={t('profile.you.title')}>
      <Surface className="p-4">
        <div className="mb-4 flex items-center gap-3">
          <Avatar aria-hidden name={user.full_name} className="size-10 text-sm" />
          <p className="min-w-0">
            <span className="block truncate font-medium">{user.username}</span>
            <span className="text-muted-foreground">
              {t(`shell.role.${user.role}`)} · {t(`profile.you.by.${user.auth_provider}`)}
            </span>
          </p>
        </div>
        <form noValidate onSubmit={submit} className="grid gap-4 sm:grid-cols-2">
          <Field label={t('profile.you.name')} error={refused.full_name?.[0]}>
            {(control) => (
              <Input {...control} name="full_name" autoComplete="name" defaultValue={user.full_name} />
            )}
          </Field>
          <Field label={t('profile.you.email')} error={refused.email?.[0]}>
            {(control) => (
              <Input
                {...control}
                name="email"
                type="email"
                autoComplete="email"
                defaultValue={user.email ?? ''}
              />
            )}
          </Field>
          {save.error && Object.keys(refused).length === 0 && (
            <Alert variant="error" className="sm:col-span-2" title={save.error.message} />
          )}
          <div>
            <Button type="submit" disabled={save.isPending}>
              {t('common.save')}
            </Button>
          </div>
        </form>
      </Surface>
    </Section>
  );
}
