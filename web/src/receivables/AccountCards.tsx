import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/formats/useFormats';
import { AccountName } from './AccountTable';
import { ages, amountsOf, dueRange, type AccountAgeing } from './ageing';

interface AccountCardsProps {
  accounts: readonly AccountAgeing[];
  currency: string | null;
}

export function AccountCards({ accounts, currency }: AccountCardsProps) {
  const { t } = useTranslation();
  const money = useFormats().moneyOf(accounts.flatMap(amountsOf), currency);
  return (
    <ul className="divide-y">
      {accounts.map((account) => (
        <li key={account.id} className="py-2.5">
          <p className="flex gap-3 font-medium">
            <span className="min-w-0 flex-1 truncate">
              <AccountName account={account} />
            </span>
            <span className="tabular-nums">{money(account.total)}</span>
          </p>
          <ul className="mt-1 flex flex-wrap gap-x-3 gap-y-0.5 text-xs">
            {ages
              .filter((age) => account.aging[age] !== 0)
              .map((age) => (
                <li key={age}>
                  <Link
                    to="/invoices"
                    search={
                      {
                        due: 'open',
                        ...(account.id !== null && { account_id: account.id }),
                        ...dueRange(age),
                      } as never
                    }
                    className="inline-flex min-h-6 items-center gap-1"
                  >
                    <span className="text-muted-foreground">{t(`receivables.age.${age}`)}</span>
                    <span className={age === 'over_90' ? 'text-destructive tabular-nums' : 'tabular-nums'}>
                      {money(account.aging[age])}
                    </span>
                  </Link>
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
