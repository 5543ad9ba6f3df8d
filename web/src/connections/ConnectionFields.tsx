import { useTranslation } from 'react-i18next';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SecretInput } from '@/components/ui/secret-input';
import { databaseOf, isUnprotected, type Faults, type FieldName, type Fields } from './credentials';

interface ConnectionFieldsProps {
  fields: Fields;
  faults: Faults;
  /** What the server said about single fields. */
  refused: Record<string, string[]>;
  keyIsKnown: boolean;
  onChange: (fields: Fields) => void;
}

export function ConnectionFields({ fields, faults, refused, keyIsKnown, onChange }: ConnectionFieldsProps) {
  const { t } = useTranslation();
  const label = (name: FieldName) => t(`connection.form.${name}`);
  const bind = (name: FieldName) => ({
    name,
    value: fields[name],
    spellCheck: false,
    autoCapitalize: 'none',
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      onChange({ ...fields, [name]: name === 'api_key' ? event.target.value : event.target.value.trim() }),
  });
  const errorOf = (name: FieldName) => {
    const rule = refused[name]?.[0];
    return faults[name]
      ? t(faults[name])
      : rule && t('connection.form.refused', { field: label(name), rule });
  };
  const guessDatabase = () => {
    const database = databaseOf(fields.url);
    if (database && !fields.database) onChange({ ...fields, database });
  };

  return (
    <>
      <Field
        label={label('url')}
        hint={isUnprotected(fields.url) ? t('connection.form.unprotected') : undefined}
        error={errorOf('url')}
      >
        {(control) => (
          <Input
            {...control}
            {...bind('url')}
            type="url"
            inputMode="url"
            autoComplete="url"
            placeholder="https://example.odoo.com"
            onBlur={guessDatabase}
          />
        )}
      </Field>
      <Field label={label('database')} hint={t('connection.form.databaseHint')} error={errorOf('database')}>
        {(control) => <Input {...control} {...bind('database')} autoComplete="off" />}
      </Field>
      <Field label={label('username')} hint={t('connection.form.usernameHint')} error={errorOf('username')}>
        {(control) => <Input {...control} {...bind('username')} autoComplete="off" />}
      </Field>
      <Field label={label('api_key')} hint={t('connection.form.keyHint')} error={errorOf('api_key')}>
        {(control) => (
          <SecretInput
            {...control}
            {...bind('api_key')}
            autoComplete="off"
            placeholder={keyIsKnown ? t('connection.form.keySaved') : undefined}
          />
        )}
      </Field>
    </>
  );
}
