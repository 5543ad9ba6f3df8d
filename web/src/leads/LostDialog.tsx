import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { useLostReasons } from '@/crm/lookups';

interface LostDialogProps {
  count: number;
  onLose: (reasonId: number | null) => void;
  onClose: () => void;
}

export function LostDialog({ count, onLose, onClose }: LostDialogProps) {
  const { t } = useTranslation();
  const reasons = useLostReasons();
  const [reason, setReason] = useState('');
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={t('leads.lost.title', { count })}>
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            onLose(reason ? Number(reason) : null);
          }}
        >
          <Field label={t('leads.lost.reason')}>
            {(control) => (
              <Select {...control} value={reason} onChange={(event) => setReason(event.target.value)}>
                <option value="">{t('leads.lost.noReason')}</option>
                {reasons.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <div className="flex justify-end gap-2">
            <Button variant="ghost" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit">{t('leads.lost.submit')}</Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
