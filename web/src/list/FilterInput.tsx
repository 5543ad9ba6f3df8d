import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { ListFilter, Plain } from './list';
import { plain } from './listAddress';
import { RecordFilterInput } from './RecordFilterInput';

const typingPauseMs = 350;

interface FilterInputProps {
  filter: ListFilter;
  value: Plain | undefined;
  onChange: (value: Plain | undefined) => void;
  control: { id: string };
}

export function FilterInput({ filter, value, onChange, control }: FilterInputProps) {
  const { t } = useTranslation();
  if (filter.kind === 'choice')
    return (
      <Select
        {...control}
        value={value === undefined ? '' : String(value)}
        onChange={(event) => onChange(plain(event.target.value))}
      >
        <option value="">{filter.otherwise ?? t('list.any')}</option>
        {filter.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    );
  if (filter.kind === 'record')
    return <RecordFilterInput filter={filter} value={value} onChange={onChange} control={control} />;
  return <TypedFilter kind={filter.kind} value={value} onChange={onChange} control={control} />;
}

interface TypedFilterProps extends Omit<FilterInputProps, 'filter'> {
  kind: 'text' | 'date' | 'number';
}

function TypedFilter({ kind, value, onChange, control }: TypedFilterProps) {
  const shown = value === undefined ? '' : String(value);
  const [text, setText] = useState(shown);
  const [shownFor, setShownFor] = useState(shown);
  if (shownFor !== shown) {
    setShownFor(shown);
    setText(shown);
  }

  useEffect(() => {
    if (text === shown) return;
    const timer = setTimeout(() => onChange(plain(text)), typingPauseMs);
    return () => clearTimeout(timer);
  }, [text, shown, onChange]);

  return (
    <Input
      {...control}
      type={kind}
      value={text}
      onChange={(event) => setText(event.target.value)}
      className="h-9"
    />
  );
}
