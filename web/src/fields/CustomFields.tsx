import { useFormats } from '@/formats/useFormats';
import { useTranslation } from 'react-i18next';
import { useCustomFields, type CustomField } from './customFields';
import type { FieldValue } from './field';
import { InPlaceField } from './InPlaceField';

interface CustomFieldsProps {
  type: 'Lead' | 'Contact';
  custom: Record<string, unknown>;
  save: (body: Record<string, unknown>) => Promise<unknown>;
}

/** The instance's own fields, as the record has them. */
export function CustomFields({ type, custom, save }: CustomFieldsProps) {
  const fields = useCustomFields(type, custom);
  return fields.map((field) => (
    <InPlaceField
      key={field.name}
      name={`custom.${field.name}`}
      label={field.label}
      kind={field.kind ?? { type: 'text' }}
      readOnly={field.kind === null}
      value={valueOf(field, custom[field.name])}
      save={(value) => save({ custom: { [field.name]: written(field, value) } })}
    >
      <CustomValue value={custom[field.name]} />
    </InPlaceField>
  ));
}

function CustomValue({ value }: { value: unknown }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? t('fields.yes') : t('fields.no');
  if (typeof value === 'number') return formats.count(value);
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d$/.test(value) ? formats.day(value) : value;
  return JSON.stringify(value);
}

function valueOf({ kind }: CustomField, value: unknown): FieldValue {
  if (value === null || value === undefined) return null;
  if (kind?.type === 'choice') return JSON.stringify(value);
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value);
}

function written({ kind }: CustomField, value: FieldValue) {
  return kind?.type === 'choice' ? value === 'true' : value;
}
