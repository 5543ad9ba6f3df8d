import { useTranslation } from 'react-i18next';
import { Bars } from '@/charts/Bars';
import { useFormats } from '@/formats/useFormats';
import { ages, dueRange, type Age } from './ageing';

const tones = {
  current: 'primary',
  d1_30: 'warning',
  d31_60: 'warning',
  d61_90: 'destructive',
  over_90: 'destructive',
} as const;

interface AgeingBarsProps {
  aging: Record<Age, number>;
  currency: string | null;
}

export function AgeingBars({ aging, currency }: AgeingBarsProps) {
  const { t } = useTranslation();
  const money = useFormats().moneyOf(Object.values(aging), currency);
  return (
    <Bars
      label={t('receivables.ageing')}
      bars={ages.map((age) => ({
        key: age,
        label: t(`receivables.age.${age}`),
        value: aging[age],
        text: money(aging[age]),
        tone: tones[age],
        href: '/invoices',
        search: { due: 'open', ...dueRange(age) },
      }))}
    />
  );
}
