import { useTranslation } from 'react-i18next';
import type { ListedAccount } from '@/api/types';
import { useFormats } from '@/formats/useFormats';

export function AccountCard({ row }: { row: ListedAccount }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className="flex h-full min-w-0 flex-col justify-between">
      <div>
        <p className="truncate font-medium">{row.name}</p>
        <p className="truncate text-xs text-muted-foreground">
          {[row.city, row.country?.name, row.salesperson].filter(Boolean).join(' · ')}
        </p>
      </div>
      <p className="flex gap-3 text-xs text-muted-foreground tabular-nums">
        {Boolean(row.pipeline_value) && (
          <span>
            {t('accounts.field.pipeline_value')} {formats.shortMoney(row.pipeline_value ?? 0, row.currency)}
          </span>
        )}
        {Boolean(row.receivable) && (
          <span>
            {t('accounts.field.receivable')} {formats.shortMoney(row.receivable ?? 0, row.currency)}
          </span>
        )}
      </p>
    </div>
  );
}
