import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '@/api/client';
import { idempotencyKey } from '@/api/idempotencyKey';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/textarea';
import { refusalOf } from '@/fields/refusal';

/** A note in Odoo's chatter. What one has typed stays until Odoo has it. */
export function NoteForm({ leadId }: { leadId: number }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [text, setText] = useState('');
  const attempt = useRef({ text: '', key: '' });
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => {
      // The same note sent again after a time-out must not stand there twice.
      if (attempt.current.text !== text) attempt.current = { text, key: idempotencyKey() };
      return bodyOf(
        api.POST('/api/crm/leads/{id}/notes', {
          params: { path: { id: leadId } },
          headers: { 'Idempotency-Key': attempt.current.key },
          body: { text: text.trim() },
        }),
      );
    },
    onSuccess: async () => {
      setText('');
      await queryClient.invalidateQueries({ queryKey: ['notes', leadId] });
    },
  });
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() && !isPending) mutate();
      }}
    >
      <Textarea
        aria-label={t('leads.note.label')}
        placeholder={t('leads.note.label')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        aria-invalid={Boolean(error)}
        className="min-h-16 text-sm"
      />
      {error && (
        <p role="alert" className="text-xs text-destructive">
          {refusalOf(error, 'text')}
        </p>
      )}
      {text.trim() && (
        <Button type="submit" size="sm" disabled={isPending} className="justify-self-end">
          {isPending ? t('leads.note.busy') : t('leads.note.submit')}
        </Button>
      )}
    </form>
  );
}
