import { queryOptions, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '@/api/client';
import type { Account } from '@/api/types';
import { freshnessOf, type Fresh } from '@/changes/freshness';
import { ContactFields } from '@/contacts/ContactFields';
import { writeAccount } from '@/contacts/writeContact';
import { CustomFields } from '@/fields/CustomFields';
import { Neighbours } from '@/list/Neighbours';
import { ConflictNotice } from '@/record/ConflictNotice';
import { Reach } from '@/record/Reach';
import { RecordPage } from '@/record/RecordPage';
import { FieldGrid, Section } from '@/record/Section';
import { useRecordSave, type Held } from '@/record/useRecordSave';
import { AccountFigures } from './AccountFigures';
import { AccountRelated } from './AccountRelated';
import { AccountTimeline } from './AccountTimeline';
import { accountModels, useAccountsList } from './useAccountsList';

type HeldAccount = Account & Held & Fresh;

const accountQuery = (id: number) =>
  queryOptions({
    queryKey: ['account', id],
    queryFn: async ({ signal }): Promise<HeldAccount> => {
      const { body, headers } = await answerOf(
        api.GET('/api/accounts/real/{id}', { params: { path: { id } }, signal }),
      );
      return { ...body, etag: headers.get('ETag') ?? '', ...freshnessOf(headers) };
    },
    meta: { models: [...accountModels, 'mail.activity'] },
  });

const fields = [
  'name',
  'email',
  'phone',
  'website',
  'street',
  'street2',
  'zip',
  'city',
  'vat',
  'ref',
] as const;

export function AccountPage() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const list = useAccountsList();
  const query = accountQuery(Number(id));
  const { save, conflict, dismiss } = useRecordSave<HeldAccount>(query.queryKey, ['accounts', 'contacts']);
  const write = (body: Record<string, unknown>) => save((account) => writeAccount(account, body));
  const labels = Object.fromEntries(list.columns.map((column) => [column.id, column.header]));

  return (
    <RecordPage
      query={useQuery(query)}
      titleOf={(account) => account.name ?? `#${account.id}`}
      odooUrlOf={(account) => account.odoo_url}
      back={{ to: '/accounts', title: t('accounts.title') }}
      steps={<Neighbours list={list} id={String(id)} />}
    >
      {(account) => (
        <div
          key={account.id}
          className="mx-auto grid max-w-6xl grid-cols-1 gap-4 p-4 md:p-5"
          data-testid="account-page"
        >
          {conflict && <ConflictNotice conflict={conflict} labels={labels} by={null} dismiss={dismiss} />}
          <AccountFigures account={account} />
          <Section title={t('record.details')}>
            <ContactFields
              record={account}
              fields={fields}
              salesperson={{ id: account.salesperson_id, name: account.salesperson }}
              save={write}
            />
            <Reach email={account.email} phone={account.phone} website={account.website} />
          </Section>
          {Object.keys(account.custom).length > 0 && (
            <Section title={t('record.custom')}>
              <FieldGrid>
                <CustomFields type="Contact" custom={account.custom} save={write} />
              </FieldGrid>
            </Section>
          )}
          <AccountRelated account={account} />
          <AccountTimeline account={account} />
        </div>
      )}
    </RecordPage>
  );
}
