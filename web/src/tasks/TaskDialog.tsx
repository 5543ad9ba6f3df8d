import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '@/api/types';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { TaskForm, type About } from './TaskForm';

interface TaskDialogProps {
  /** Null for a new one. */
  task: Task | null;
  about?: About | undefined;
  day?: string | undefined;
  children: ReactNode;
}

export function TaskDialog({ task, about, day, children }: TaskDialogProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent title={t(task ? 'tasks.editTitle' : 'tasks.newTitle')}>
        <TaskForm task={task} about={about} day={day} onClose={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
