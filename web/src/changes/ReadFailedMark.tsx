import { RefreshCwOffIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { WarningMark } from './WarningMark';

interface ReadFailedMarkProps {
  failure: Error | null;
  read: () => void;
}

export function ReadFailedMark({ failure, read }: ReadFailedMarkProps) {
  const { t } = useTranslation();
  if (!failure) return null;
  return (
    <WarningMark
      icon={RefreshCwOffIcon}
      text={t('live.readFailed')}
      hint={t('live.readFailedHint', { reason: failure.message })}
      testId="read-failed-mark"
      onPress={read}
    />
  );
}
