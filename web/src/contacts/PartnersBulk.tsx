import { useTranslation } from 'react-i18next';
import type { ListedAccount, ListedContact } from '@/api/types';
import { Button } from '@/components/ui/button';
import { BulkBar } from '@/list/BulkBar';
import { BulkChange } from '@/list/BulkChange';
import { BulkChoice } from '@/list/BulkChoice';
import { BulkOutcome } from '@/list/BulkOutcome';
import type { ListAction } from '@/list/list';
import { useWriteEach } from '@/list/useWriteEach';
import { ConfirmButton } from '@/shell/ConfirmButton';
import { textKind, useContactReferences, type ContactText } from './contactFields';
import type { Partner } from './partnerColumns';
import { writeAccount, writeContact } from './writeContact';

export function AccountsBulk(action: ListAction<ListedAccount>) {
  return <PartnersBulk action={action} name="accounts" write={writeAccount} />;
}

export function ContactsBulk(action: ListAction<ListedContact>) {
  return <PartnersBulk action={action} name="contacts" write={writeContact} />;
}

/** What many may well have in common: where a company's people sit, but nobody's email. */
const alike = ['city', 'zip', 'street', 'street2', 'phone', 'website'] satisfies ContactText[];

interface PartnersBulkProps<Row> {
  action: ListAction<Row>;
  name: 'accounts' | 'contacts';
  write: (row: Row, body: Record<string, unknown>) => Promise<unknown>;
}

function PartnersBulk<Row extends Partner>({ action, name, write }: PartnersBulkProps<Row>) {
  const { t } = useTranslation();
  const { user, country, tags } = useContactReferences();
  const { writeEach, isWriting, outcome, forget } = useWriteEach(action, {
    name,
    titleOf: (row) => row.name ?? `#${row.id}`,
  });
  const rows = [...action.selected.values()];
  const count = rows.length;
  const set = (body: Record<string, unknown>) => writeEach((row) => write(row, body));
  const tag = (change: (ids: number[]) => number[]) =>
    writeEach((row) => write(row, { category_id: change(row.tags.map(({ id }) => id)) }));
  const fields = [
    ...alike.map((field) => ({
      name: field,
      label: t(`contacts.field.${field}`),
      kind: textKind(field),
    })),
    ...(country ? [{ name: 'country_id', label: t('contacts.field.country'), kind: country }] : []),
  ];

  return (
    <>
      <BulkBar count={count} busy={isWriting} clear={action.clear}>
        <BulkChoice
          label={t('leads.bulk.user')}
          choices={user.choices}
          onChoose={(id) => set({ user_id: Number(id) })}
        />
        {tags && (
          <>
            <BulkChoice
              label={t('leads.bulk.addTag')}
              choices={tags.choices}
              onChoose={(id) => tag((ids) => [...new Set([...ids, Number(id)])])}
            />
            <BulkChoice
              label={t('leads.bulk.removeTag')}
              choices={tags.choices}
              onChoose={(id) => tag((ids) => ids.filter((other) => other !== Number(id)))}
            />
          </>
        )}
        <BulkChange count={count} fields={fields} onChange={set} />
        {rows.some(({ active }) => active !== false) && (
          <ConfirmButton
            size="sm"
            label={t('contacts.bulk.archive')}
            title={t('contacts.bulk.archiveTitle', { count })}
            text={t('contacts.bulk.archiveText')}
            action={t('contacts.bulk.archive')}
            run={() => Promise.resolve(set({ active: false }))}
          />
        )}
        {rows.some(({ active }) => active === false) && (
          <Button variant="outline" size="sm" onClick={() => set({ active: true })}>
            {t('contacts.bulk.restore')}
          </Button>
        )}
      </BulkBar>
      {outcome && <BulkOutcome outcome={outcome} onClose={forget} />}
    </>
  );
}
