import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/cn';
import { useFormats } from '@/formats/useFormats';
import { ages, amountsOf, dueRange, type AccountAgeing } from './ageing';

interface AccountTableProps {
  accounts: readonly AccountAgeing[];
  currency: string | null;
}

export function AccountTable({ accounts, currency }: AccountTableProps) {
  const { t } = useTranslation();
  const money = useFormats().moneyOf(accounts.flatMap(amountsOf), currency);
  return (
    <table className="w-full" data-testid="ageing-table">
      <caption className="sr-only">{t('receivables.byAccount')}</caption>
      <thead className="text-xs text-muted-foreground">
        <tr>
          <th scope="col" className="py-1.5 text-start font-medium">
            {t('receivables.account')}
          </th>
          {ages.map((age) => (
            <th key={age} scope="col" className="py-1.5 ps-4 text-end font-medium">
              {t(`receivables.age.${age}`)}
            </th>
          ))}
          <th scope="col" className="py-1.5 ps-4 text-end font-medium">
            {t('receivables.total')}
          </th>
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => {
          const of = account.id === null ? {} : { account_id: account.id };
          return (
            <tr key={account.id} className="border-t hover:bg-accent/50">
              <th scope="row" className="max-w-64 truncate py-2 text-start font-medium">
                <AccountName account={account} />
              </th>
              {ages.map((age) => (
                <td
                  key={age}
                  className={cn(
                    'py-2 ps-4 text-end tabular-nums',
                    age === 'over_90' && account.aging[age] > 0 && 'text-destructive',
                  )}
                >
                  {account.aging[age] !== 0 && (
                    <Link
                      to="/invoices"
                      search={{ due: 'open', ...of, ...dueRange(age) } as never}
                      className="underline-offset-4 hover:underline"
                    >
                      {money(account.aging[age])}
                    </Link>
                  )}
                </td>
              ))}
              <td className="py-2 ps-4 text-end font-medium tabular-nums">
                <Link
                  to="/invoices"
                  search={{ due: 'open', ...of } as never}
                  className="underline-offset-4 hover:underline"
                >
                  {money(account.total)}
                </Link>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

export function AccountName({ account }: { account: AccountAgeing }) {
  const { t } = useTranslation();
  if (account.id === null) return t('receivables.noAccount');
  return (
    <Link to={`/accounts/${account.id}` as '/'} className="underline-offset-4 hover:underline">
      {account.name ?? `#${account.id}`}
    </Link>
  );
}
