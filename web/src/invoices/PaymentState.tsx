import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/cn';
import { paymentStates } from './states';

interface PaymentStateProps {
  state: string | null;
  payment: string | null;
}

const dots: Record<string, string> = {
  paid: 'bg-success',
  in_payment: 'bg-success',
  partial: 'bg-warning',
  not_paid: 'bg-destructive',
};

export function PaymentState({ state, payment }: PaymentStateProps) {
  const { t } = useTranslation();
  const known = paymentStates.find((value) => value === payment);
  const words =
    state === 'draft' || state === 'cancel'
      ? t(`invoices.state.${state}`)
      : known
        ? t(`invoices.payment.${known}`)
        : payment;
  const dot = state === 'posted' ? (dots[payment ?? ''] ?? 'bg-muted-foreground') : 'bg-muted-foreground';
  return (
    <span className="inline-flex items-center gap-1.5 align-top">
      <span aria-hidden className={cn('size-1.5 shrink-0 rounded-full', dot)} />
      {words}
    </span>
  );
}
