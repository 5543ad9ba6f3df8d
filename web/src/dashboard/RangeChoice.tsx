import { useState } from 'react';
import { CalendarRangeIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { useFormats } from '@/formats/useFormats';
import { presetRange, presets, type Range } from './periods';

interface RangeChoiceProps {
  range: Range;
  onChange: (range: Partial<Range>) => void;
}

export function RangeChoice({ range, onChange }: RangeChoiceProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [open, setOpen] = useState(false);
  const chosen = presets.find((preset) => JSON.stringify(presetRange(preset)) === JSON.stringify(range));
  const choose = (next: Partial<Range>) => {
    onChange(next);
    setOpen(false);
  };
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button variant="outline" className="max-md:h-9" data-testid="range">
          <CalendarRangeIcon aria-hidden />
          {chosen
            ? t(`dashboard.preset.${chosen}`)
            : t('dashboard.range', { from: formats.day(range.from), to: formats.day(range.to) })}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" aria-label={t('dashboard.rangeTitle')} className="grid gap-3">
        <div className="grid gap-1">
          {presets.map((preset) => (
            <Button
              key={preset}
              variant={preset === chosen ? 'secondary' : 'ghost'}
              className="justify-start"
              aria-pressed={preset === chosen}
              // The range without a name in the address is the last twelve months, whenever it is opened.
              onClick={() =>
                choose(preset === 'months12' ? { from: undefined, to: undefined } : presetRange(preset))
              }
            >
              {t(`dashboard.preset.${preset}`)}
            </Button>
          ))}
        </div>
        <form
          className="grid gap-3 border-t pt-3"
          onSubmit={(event) => {
            event.preventDefault();
            const data = new FormData(event.currentTarget);
            choose({ from: data.get('from') as string, to: data.get('to') as string });
          }}
        >
          {(['from', 'to'] as const).map((end) => (
            <Field key={end} label={t(`dashboard.${end}`)}>
              {(control) => <Input {...control} type="date" name={end} required defaultValue={range[end]} />}
            </Field>
          ))}
          <Button type="submit">{t('dashboard.apply')}</Button>
        </form>
      </PopoverContent>
    </Popover>
  );
}
