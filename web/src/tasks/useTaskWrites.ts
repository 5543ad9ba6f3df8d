import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { answerOf, api, bodyOf } from '@/api/client';
import { idempotencyKey } from '@/api/idempotencyKey';
import type { NewTask, Task, TaskWrite } from '@/api/types';

export function useReadTasksAgain() {
  const queryClient = useQueryClient();
  return () => {
    void queryClient.invalidateQueries({ queryKey: ['tasks'] });
    void queryClient.invalidateQueries({ queryKey: ['list', 'tasks'] });
  };
}

/** Closes a task, or opens it again; either can be taken back. */
export function useTaskStatus() {
  const { t } = useTranslation();
  const readAgain = useReadTasksAgain();
  const { mutate, isPending } = useMutation({
    mutationFn: ({ task, status }: { task: Task; status: 'open' | 'closed' }) =>
      bodyOf(api.PATCH('/api/tasks/{id}/status', { params: { path: { id: task.id } }, body: { status } })),
    onSuccess: (_answer, { task, status }) =>
      toast.success(t(status === 'closed' ? 'tasks.closed' : 'tasks.opened', { name: task.entity_name }), {
        action: {
          label: t('tasks.undo'),
          onClick: () => mutate({ task, status: status === 'closed' ? 'open' : 'closed' }),
        },
      }),
    onError: (error) => toast.error(t('tasks.notChanged'), { description: error.message }),
    onSettled: readAgain,
  });
  return { setStatus: mutate, isPending };
}

export function useSaveTask(task: Task | null, onSaved: () => void) {
  const readAgain = useReadTasksAgain();
  return useMutation({
    mutationFn: async (body: NewTask) => void (await (task ? updateTask(task, body) : createTask(body))),
    onSuccess: () => {
      readAgain();
      onSaved();
    },
  });
}

function createTask(body: NewTask) {
  return bodyOf(api.POST('/api/tasks', { headers: { 'Idempotency-Key': idempotencyKey() }, body }));
}

export async function updateTask(task: Task, body: TaskWrite) {
  const { body: answer, headers } = await answerOf(
    api.PUT('/api/tasks/{id}', {
      params: { path: { id: task.id } },
      headers: task.etag ? { 'If-Match': task.etag } : {},
      body,
    }),
  );
  return { ...answer.task, etag: headers.get('ETag') };
}
