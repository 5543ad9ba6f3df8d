import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Account } from '@/api/types';
import { useFormats } from '@/formats/useFormats';

export function AccountFigures({ account }: { account: Account }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const money = (value: number | null) => formats.money(value ?? 0, account.currency);
  return (
    <dl className="grid grid-cols-2 gap-3 md:grid-cols-4">
      <Figure label={t('accounts.field.pipeline_value')} value={money(account.pipeline_value)} />
      <Figure label={t('accounts.field.won_value')} value={money(account.won_value)} />
      <div className="rounded-xl border bg-card p-3 shadow-card">
        <dt className="text-xs text-muted-foreground">{t('accounts.field.receivable')}</dt>
        <dd className="mt-0.5 text-lg font-semibold tracking-tight tabular-nums">
          <Link
            to="/invoices"
            search={{ due: 'open', account_id: account.id } as never}
            className="underline-offset-4 hover:underline"
          >
            {money(account.receivable)}
          </Link>
        </dd>
      </div>
      <Figure
        label={t('accounts.field.opportunities')}
        value={t('accounts.ofAll', {
          open: formats.count(account.active_opportunities ?? 0),
          all: formats.count(account.total_opportunities ?? 0),
        })}
      />
    </dl>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div className="rounded-xl border bg-card p-3 shadow-card">
      <dt className="text-xs text-muted-foreground">{label}</dt>
      <dd className="mt-0.5 text-lg font-semibold tracking-tight tabular-nums">{value}</dd>
    </div>
  );
}
