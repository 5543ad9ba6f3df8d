import { LoaderCircleIcon } from 'lucide-react';
import { useState, type ComponentProps, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '@/components/ui/dialog';

interface ConfirmButtonProps extends Pick<ComponentProps<typeof Button>, 'variant' | 'size' | 'disabled'> {
  label: ReactNode;
  /** The question, and what a yes does. */
  title: string;
  text: ReactNode;
  /** What the yes is called. */
  action: string;
  run: () => Promise<unknown>;
}

/** For what cannot be taken back: asks first, and says why where it did not work. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { label, title, text, action, run, variant = 'outline', ...button } = props;
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Error | null>(null);

  const confirm = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await run();
      setOpen(false);
    } catch (failure) {
      setProblem(failure as Error);
    } finally {
      setBusy(false);
    }
  };
  const toggle = (next: boolean) => {
    setProblem(null);
    setOpen(next);
  };

  return (
    <Dialog open={open} onOpenChange={toggle}>
      <DialogTrigger asChild>
        <Button variant={variant} {...button}>
          {label}
        </Button>
      </DialogTrigger>
      <DialogContent role="alertdialog" title={title} description={text}>
        {problem && <Alert variant="error" className="mt-2" title={problem.message || t('errors.generic')} />}
        <div className="mt-4 flex flex-wrap justify-end gap-2">
          <DialogClose asChild>
            <Button variant="outline">{t('common.cancel')}</Button>
          </DialogClose>
          <Button variant="destructive" disabled={busy} onClick={() => void confirm()}>
            {busy && <LoaderCircleIcon aria-hidden className="animate-spin" />}
            {action}
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  );
}
