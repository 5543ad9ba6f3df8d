import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CustomFields } from '@/fields/CustomFields';
import { InPlaceField } from '@/fields/InPlaceField';
import { useFormats } from '@/formats/useFormats';
import { Reach } from '@/record/Reach';
import { FieldGrid, Section } from '@/record/Section';
import { htmlOf, textOf } from './html';
import { useLeadFields, type LeadFieldName } from './leadFields';
import { leadCurrencyQuery, type HeldLead } from './leadQuery';
import { Stars } from './Stars';
import { TagNames } from './TagNames';

interface LeadDetailsProps {
  lead: HeldLead;
  save: (body: Record<string, unknown>) => Promise<unknown>;
}

export function LeadDetails({ lead, save }: LeadDetailsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const fields = useLeadFields();
  const { data: currency } = useQuery(leadCurrencyQuery(lead.id, lead.type));

  const field = (name: LeadFieldName, shown: ReactNode) => (
    <InPlaceField
      name={fields[name].write}
      label={t(`leads.field.${name}`)}
      kind={fields[name].kind}
      value={fields[name].value(lead)}
      save={(value) => save({ [fields[name].write]: value })}
    >
      {shown}
    </InPlaceField>
  );

  return (
    <>
      <Section title={t('record.details')}>
        <FieldGrid>
          {field('name', lead.name)}
          {field(
            'expected_revenue',
            lead.expected_revenue !== null && formats.money(lead.expected_revenue, currency),
          )}
          {field('probability', lead.probability !== null && `${formats.count(lead.probability)} %`)}
          {field('date_deadline', lead.date_deadline && formats.day(lead.date_deadline))}
          {field('user', lead.user?.name)}
          {field('team', lead.team?.name)}
          {field('priority', <Stars priority={lead.priority} />)}
          {field('tags', lead.tags.length > 0 && <TagNames tags={lead.tags} wrap />)}
        </FieldGrid>
        <div className="mt-3 border-t pt-3">
          <FieldGrid>
            {field('partner', lead.partner?.name)}
            {field('partner_name', lead.partner_name)}
            {field('contact_name', lead.contact_name)}
            {field('email_from', lead.email_from)}
            {field('phone', lead.phone)}
          </FieldGrid>
          <Reach email={lead.email_from} phone={lead.phone} customer={lead.partner?.id} />
        </div>
        <div className="mt-3 border-t pt-3">
          <dl>
            <InPlaceField
              name="description"
              label={t('leads.field.description')}
              kind={{ type: 'text', multiline: true }}
              value={textOf(lead.description) || null}
              save={(value) => save({ description: value === null ? null : htmlOf(value as string) })}
            >
              {textOf(lead.description) && (
                <span className="whitespace-pre-line">{textOf(lead.description)}</span>
              )}
            </InPlaceField>
          </dl>
        </div>
      </Section>
      {Object.keys(lead.custom).length > 0 && (
        <Section title={t('record.custom')}>
          <FieldGrid>
            <CustomFields type="Lead" custom={lead.custom} save={save} />
          </FieldGrid>
        </Section>
      )}
    </>
  );
}
