import { CircleCheckIcon, CircleXIcon, TriangleAlertIcon, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OdooTest } from '@/api/types';
import { cn } from '@/components/ui/cn';
import { useFormats } from '@/formats/useFormats';
import { useModelName } from './names';

/** Every finding on a line of its own, in the order in which one would mend them. */
export function TestFindings({ test }: { test: OdooTest }) {
  const { t } = useTranslation();
  return (
    <div
      data-testid="test-findings"
      data-success={test.success}
      className="overflow-hidden rounded-lg border bg-card shadow-card"
    >
      <ul className="divide-y">
        <Finding tone={test.success ? 'good' : 'bad'} strong>
          {test.message}
        </Finding>
        {test.server_version && <ServerFinding test={test} />}
        {test.missing_models.map((model) => (
          <Finding key={model} tone="warning">
            {t('connection.test.missingModel', { model })}
          </Finding>
        ))}
        {test.missing_rights.map((model) => (
          <Finding key={model} tone="warning">
            {t('connection.test.missingRight', { model })}
          </Finding>
        ))}
      </ul>
      <Counts counts={test.counts} />
    </div>
  );
}

function ServerFinding({ test }: { test: OdooTest }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const facts = [
    test.transport && t(`connection.transport.${test.transport}`),
    test.latency_ms !== null && t('connection.test.latency', { ms: formats.count(test.latency_ms) }),
    test.uid !== null && t('connection.test.uid', { uid: test.uid }),
  ];
  return <Finding tone="good">{facts.filter(Boolean).join(' · ')}</Finding>;
}

function Counts({ counts }: { counts: OdooTest['counts'] }) {
  const formats = useFormats();
  const modelName = useModelName();
  const entries = Object.entries(counts).sort(([, a], [, b]) => b - a);
  if (entries.length === 0) return null;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-1 border-t bg-lane/60 px-3 py-2.5">
      {entries.map(([model, count]) => (
        <div key={model} className="flex justify-between gap-2">
          <dt className="truncate text-muted-foreground">{modelName(model)}</dt>
          <dd className="font-medium tabular-nums">{formats.count(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

type Tone = 'good' | 'warning' | 'bad';

const tones: Record<Tone, [LucideIcon, string]> = {
  good: [CircleCheckIcon, 'text-success'],
  warning: [TriangleAlertIcon, 'text-warning'],
  bad: [CircleXIcon, 'text-destructive'],
};

function Finding({ tone, strong, children }: { tone: Tone; strong?: boolean; children: ReactNode }) {
  const [Icon, colour] = tones[tone];
  return (
    <li className="flex gap-2.5 px-3 py-2 text-pretty">
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', colour)} />
      <span className={cn('min-w-0', strong && 'font-medium')}>{children}</span>
    </li>
  );
}
