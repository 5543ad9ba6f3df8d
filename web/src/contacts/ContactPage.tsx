import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '@/api/client';
import type { Contact } from '@/api/types';
import { freshnessOf, type Fresh } from '@/changes/freshness';
import { Button } from '@/components/ui/button';
import { CustomFields } from '@/fields/CustomFields';
import { Neighbours } from '@/list/Neighbours';
import { ConflictNotice } from '@/record/ConflictNotice';
import { Reach } from '@/record/Reach';
import { RecordPage } from '@/record/RecordPage';
import { FieldGrid, Section } from '@/record/Section';
import { useRecordSave, type Held } from '@/record/useRecordSave';
import { ContactFields } from './ContactFields';
import { texts } from './contactFields';
import { contactModels, useContactsList } from './useContactsList';
import { writeContact } from './writeContact';

type HeldContact = Contact & Held & Fresh;

const contactQuery = (id: number) =>
  queryOptions({
    queryKey: ['contact', id],
    queryFn: async ({ signal }): Promise<HeldContact> => {
      const { body, headers } = await answerOf(
        api.GET('/api/contacts/{id}', { params: { path: { id } }, signal }),
      );
      return { ...body, etag: headers.get('ETag') ?? '', ...freshnessOf(headers) };
    },
    meta: { models: contactModels },
  });

export function ContactPage() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const list = useContactsList();
  const query = contactQuery(Number(id));
  const { save, conflict, dismiss } = useRecordSave<HeldContact>(query.queryKey, ['contacts', 'accounts']);
  const write = (body: Record<string, unknown>) => save((contact) => writeContact(contact, body));
  const labels = Object.fromEntries(list.columns.map((column) => [column.id, column.header]));

  return (
    <RecordPage
      query={useQuery(query)}
      titleOf={(contact) => contact.name ?? `#${contact.id}`}
      odooUrlOf={(contact) => contact.odoo_url}
      back={{ to: '/contacts', title: t('contacts.title') }}
      steps={<Neighbours list={list} id={String(id)} />}
      actions={({ account }) =>
        account && (
          <Button asChild variant="outline">
            <Link to={`/accounts/${account.id}` as '/'}>{t('contacts.openAccount')}</Link>
          </Button>
        )
      }
    >
      {(contact) => (
        <div key={contact.id} className="mx-auto grid max-w-4xl gap-4 p-4 md:p-5" data-testid="contact">
          {conflict && <ConflictNotice conflict={conflict} labels={labels} by={null} dismiss={dismiss} />}
          <Section title={t('record.details')}>
            <ContactFields
              record={contact}
              fields={contact.is_company ? texts.filter((name) => name !== 'function') : texts}
              salesperson={contact.user ?? { id: null, name: null }}
              save={write}
            />
            <Reach email={contact.email} phone={contact.phone ?? contact.mobile} website={contact.website} />
          </Section>
          {Object.keys(contact.custom).length > 0 && (
            <Section title={t('record.custom')}>
              <FieldGrid>
                <CustomFields type="Contact" custom={contact.custom} save={write} />
              </FieldGrid>
            </Section>
          )}
        </div>
      )}
    </RecordPage>
  );
}
