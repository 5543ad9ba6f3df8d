import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { api, bodyOf } from '@/api/client';
import { idempotencyKey } from '@/api/idempotencyKey';
import type { BoardColumn } from './kanban';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';

interface Draft {
  name: string;
  value: number | undefined;
}

interface QuickCreateProps {
  column: BoardColumn;
  onCreated: (id: number) => void;
  onClose: () => void;
}

/** Stays open after a card was made, since cards come in rows; Escape closes it. */
export function QuickCreate({ column, onCreated, onClose }: QuickCreateProps) {
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  const create = useCreate(column.stage_id, (id) => {
    onCreated(id);
    form.current?.reset();
    form.current?.querySelector('input')?.focus();
  });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const name = (data.get('name') as string).trim();
    const value = data.get('value') as string;
    if (name && !create.isPending) create.mutate({ name, value: value ? Number(value) : undefined });
  };

  return (
    <form
      ref={form}
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
      className="mx-2 mb-2 grid gap-2 rounded-lg border bg-card p-2 shadow-card"
      data-testid="quick-create"
    >
      <Input
        name="name"
        required
        autoFocus
        aria-label={t('board.addName')}
        placeholder={t('board.addName')}
        className="h-8 text-sm"
      />
      <Input
        name="value"
        type="number"
        min="0"
        step="any"
        inputMode="decimal"
        aria-label={t('board.addValue')}
        placeholder={t('board.addValue')}
        className="h-8 text-sm tabular-nums"
      />
      <div className="flex gap-1.5">
        <Button type="submit" size="sm" disabled={create.isPending}>
          {t('board.addSubmit')}
        </Button>
        <Button variant="ghost" size="sm" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

function useCreate(stageId: number, onCreated: (id: number) => void) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const attempt = useRef({ text: '', key: '' });

  return useMutation({
    mutationFn: ({ name, value }: Draft) => {
      const body = { name, type: 'opportunity' as const, stage_id: stageId, expected_revenue: value };
      const text = JSON.stringify(body);
      // The same draft sent again after a time-out must not become a second opportunity.
      if (attempt.current.text !== text) attempt.current = { text, key: idempotencyKey() };
      return bodyOf(
        api.POST('/api/crm/leads', { headers: { 'Idempotency-Key': attempt.current.key }, body }),
      );
    },
    onSuccess: async ({ id }, { name }) => {
      attempt.current = { text: '', key: '' };
      onCreated(id);
      toast.success(t('board.added', { name }));
      await queryClient.invalidateQueries({ queryKey: ['opportunities'] });
    },
    onError: (error, { name }) => toast.error(t('board.addFailed', { name }), { description: error.message }),
  });
}
