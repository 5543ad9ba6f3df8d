import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { SearchEditor } from '@/fields/SearchEditor';
import type { ListFilter, Plain, RecordFilter } from './list';
import { useRecordName } from './useRecordName';

interface RecordFilterInputProps {
  filter: ListFilter & RecordFilter;
  value: Plain | undefined;
  onChange: (value: Plain | undefined) => void;
  control: { id: string };
}

/** Says which record it is; pressed, it looks for another one. */
export function RecordFilterInput({ filter, value, onChange, control }: RecordFilterInputProps) {
  const { t } = useTranslation();
  const [finding, setFinding] = useState(false);
  const name = useRecordName(filter, value) ?? t('list.any');
  if (finding)
    return (
      <SearchEditor
        kind={{ type: 'search', find: filter.find, label: null }}
        label={filter.label}
        value={value === undefined ? null : Number(value)}
        error={undefined}
        errorId={`${control.id}-error`}
        onSave={(chosen) => {
          setFinding(false);
          onChange(typeof chosen === 'number' ? chosen : undefined);
        }}
        onCancel={() => setFinding(false)}
      />
    );
  return (
    <Button
      {...control}
      variant="outline"
      className="justify-start font-normal"
      aria-label={`${filter.label}: ${name}`}
      onClick={() => setFinding(true)}
    >
      <span className="truncate">{name}</span>
    </Button>
  );
}
