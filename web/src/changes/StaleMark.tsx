import { ClockAlertIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Tooltip } from '@/components/ui/tooltip';
import { useFormats } from '@/formats/useFormats';
import { useNow } from './useNow';

/** Three missed cycles of the usual five minutes. */
const staleAfterMs = 15 * 60_000;

/** Shown when the mirror itself has not heard from Odoo for a while. */
export function StaleMark({ asOf }: { asOf: string | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow(60_000);
  if (asOf === null || now - Date.parse(asOf) < staleAfterMs) return null;
  return (
    <Tooltip label={t('live.staleHint', { time: formats.ago(asOf) })}>
      <button
        type="button"
        data-testid="stale-mark"
        className="inline-flex h-7 items-center gap-1.5 rounded-full bg-warning-soft px-2.5 text-xs font-medium whitespace-nowrap text-warning"
      >
        <ClockAlertIcon aria-hidden className="size-3.5" />
        {t('live.stale', { time: formats.ago(asOf) })}
      </button>
    </Tooltip>
  );
}
