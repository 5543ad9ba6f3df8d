import { ClockAlertIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/formats/useFormats';
import { useNow } from './useNow';
import { WarningMark } from './WarningMark';

/** Three missed cycles of the usual five minutes. */
const staleAfterMs = 15 * 60_000;

/** Shown when the mirror itself has not heard from Odoo for a while. */
export function StaleMark({ asOf }: { asOf: string | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow(60_000);
  if (asOf === null || now - Date.parse(asOf) < staleAfterMs) return null;
  const time = formats.ago(asOf);
  return (
    <WarningMark
      icon={ClockAlertIcon}
      text={t('live.stale', { time })}
      hint={t('live.staleHint', { time })}
      testId="stale-mark"
    />
  );
}
