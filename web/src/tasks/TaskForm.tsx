import { Link } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import type { NewTask, Task } from '@/api/types';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { usePeople } from '@/crm/lookups';
import { refusalOf } from '@/fields/refusal';
import { fromLocal, toLocal } from '@/formats/local';
import { today } from '@/formats/dates';
import { priorities } from '@/leads/leadFields';
import { useUser } from '@/sign-in/session';
import { useSaveTask } from './useTaskWrites';

/** The record that a task is about. */
export interface About {
  model: 'crm.lead' | 'res.partner';
  id: number;
  name: string;
}

interface TaskFormProps {
  task: Task | null;
  about: About | undefined;
  day: string | undefined;
  onClose: () => void;
}

export function TaskForm({ task, about, day, onClose }: TaskFormProps) {
  const { t } = useTranslation();
  const user = useUser();
  const people = usePeople();
  const { mutate, isPending, error } = useSaveTask(task, onClose);
  const refused = (name: string) =>
    error instanceof ApiProblem && error.fields[name] ? refusalOf(error, name) : undefined;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) => ((data.get(name) as string | null) ?? '').trim();
    const body: NewTask = {
      entity_name: text('entity_name'),
      task_type: text('task_type'),
      task_time: fromLocal(text('task_time')),
      contact_person_id: text('contact_person_id'),
      note: text('note') || null,
      priority: priorities.find((value) => value === text('priority')) ?? '0',
      reminder_at: text('reminder_at') ? fromLocal(text('reminder_at')) : null,
      ...(about && { odoo_model: about.model, odoo_id: about.id }),
    };
    if (!isPending) mutate(body);
  };

  const page = task?.odoo_model === 'crm.lead' ? '/leads' : '/contacts';
  return (
    <form onSubmit={submit} className="grid gap-3">
      {error && (
        <Alert variant="error" title={t('tasks.notSaved')}>
          {refusalOf(error, '')}
        </Alert>
      )}
      <div className="grid grid-cols-2 gap-3">
        <Field label={t('tasks.field.task_type')} error={refused('task_type')}>
          {(control) => (
            <Input
              {...control}
              name="task_type"
              required
              maxLength={100}
              autoFocus
              list="task-types"
              defaultValue={task?.task_type ?? t('tasks.types.call')}
            />
          )}
        </Field>
        <Field label={t('tasks.field.priority')}>
          {(control) => (
            <Select {...control} name="priority" defaultValue={task?.priority ?? '0'}>
              {priorities.map((value) => (
                <option key={value} value={value}>
                  {t(`leads.priority.${value}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <datalist id="task-types">
        {(['call', 'meeting', 'email', 'offer'] as const).map((type) => (
          <option key={type} value={t(`tasks.types.${type}`)} />
        ))}
      </datalist>
      <Field label={t('tasks.field.entity_name')} error={refused('entity_name')}>
        {(control) => (
          <Input
            {...control}
            name="entity_name"
            required
            maxLength={200}
            defaultValue={task?.entity_name ?? about?.name.slice(0, 200)}
          />
        )}
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('tasks.field.task_time')} error={refused('task_time')}>
          {(control) => (
            <Input
              {...control}
              name="task_time"
              type="datetime-local"
              required
              defaultValue={task ? toLocal(task.task_time) : `${day ?? today()}T09:00`}
            />
          )}
        </Field>
        <Field label={t('tasks.field.reminder_at')} error={refused('reminder_at')}>
          {(control) => (
            <Input
              {...control}
              name="reminder_at"
              type="datetime-local"
              defaultValue={task?.reminder_at ? toLocal(task.reminder_at) : ''}
            />
          )}
        </Field>
      </div>
      <Field label={t('tasks.field.contact_person')} error={refused('contact_person_id')}>
        {(control) => (
          <Select
            {...control}
            key={people.length}
            name="contact_person_id"
            required
            defaultValue={task?.contact_person_id ?? user.id}
          >
            {people.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('tasks.field.note')} error={refused('note')}>
        {(control) => <Textarea {...control} name="note" maxLength={1000} defaultValue={task?.note ?? ''} />}
      </Field>
      {task?.odoo_id && (
        <p>
          <Link
            to={`${page}/${task.odoo_id}` as '/'}
            className="text-primary underline-offset-4 hover:underline"
          >
            {t('tasks.openRecord')}
          </Link>
        </p>
      )}
      <div className="mt-1 flex justify-end gap-2">
        <Button variant="ghost" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" disabled={isPending}>
          {isPending ? t('tasks.saving') : t('tasks.save')}
        </Button>
      </div>
    </form>
  );
}
