import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { InPlaceField } from '@/fields/InPlaceField';
import { TagNames } from '@/leads/TagNames';
import { FieldGrid } from '@/record/Section';
import { textKind, useContactReferences, type ContactText } from './contactFields';

interface ContactFieldsProps {
  record: Partial<Record<ContactText, string | null>> & {
    country: { id: number; name: string | null } | null;
    state: { id: number; name: string | null } | null;
    tags: readonly { id: number; name: string | null }[];
  };
  /** In this order. */
  fields: readonly ContactText[];
  salesperson: { id: number | null; name: string | null };
  save: (body: Record<string, unknown>) => Promise<unknown>;
  children?: ReactNode;
}

/** The fields that an account and a contact share, since both are Odoo's partners. */
export function ContactFields({ record, fields, salesperson, save, children }: ContactFieldsProps) {
  const { t } = useTranslation();
  const references = useContactReferences();
  return (
    <FieldGrid>
      {fields.map((name) => (
        <InPlaceField
          key={name}
          name={name}
          label={t(`contacts.field.${name}`)}
          kind={textKind(name)}
          value={record[name] ?? null}
          save={(value) => save({ [name]: value })}
        >
          {record[name]}
        </InPlaceField>
      ))}
      <InPlaceField
        name="country_id"
        label={t('contacts.field.country')}
        kind={references.country ?? { type: 'text' }}
        readOnly={references.country === null}
        value={record.country?.id ?? null}
        save={(value) => save({ country_id: value })}
      >
        {[record.state?.name, record.country?.name].filter(Boolean).join(', ')}
      </InPlaceField>
      <InPlaceField
        name="user_id"
        label={t('leads.field.user')}
        kind={references.user}
        value={salesperson.id}
        save={(value) => save({ user_id: value })}
      >
        {salesperson.name}
      </InPlaceField>
      <InPlaceField
        name="category_id"
        label={t('leads.field.tags')}
        kind={references.tags ?? { type: 'text' }}
        readOnly={references.tags === null}
        value={record.tags.map(({ id }) => id)}
        save={(value) => save({ category_id: value })}
      >
        {record.tags.length > 0 && <TagNames tags={record.tags} wrap />}
      </InPlaceField>
      {children}
    </FieldGrid>
  );
}
