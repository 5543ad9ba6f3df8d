import type { ReactNode } from 'react';
import { TaskDialog } from './TaskDialog';
import type { About } from './TaskForm';

interface NewTaskProps {
  about?: About;
  /** The day that it is for, where it was chosen in a calendar. */
  day?: string;
  children: ReactNode;
}

export function NewTask({ about, day, children }: NewTaskProps) {
  return (
    <TaskDialog task={null} about={about} day={day}>
      {children}
    </TaskDialog>
  );
}
