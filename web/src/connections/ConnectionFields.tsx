import { useTranslation } from 'react-i18next';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SecretInput } from '@/components/ui/secret-input';
import { databaseOf, isUnprotected, type Faults, type FieldName, type Fields } from './connectionFields';

interface ConnectionFieldsProps {
  fields: Fields;
  faults: Faults;
  /** What the server said about single fields. */
  refused: Record<string, string[]>;
  keyIsSaved: boolean;
  onChange: (fields: Fields) => void;
}

export function ConnectionFields({ fields, faults, refused, keyIsSaved, onChange }: ConnectionFieldsProps) {
  const { t } = useTranslation();
  const bind = (name: FieldName) => ({
    name,
    value: fields[name],
    spellCheck: false,
    autoCapitalize: 'none',
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      onChange({ ...fields, [name]: name === 'api_key' ? event.target.value : event.target.value.trim() }),
  });
  const errorOf = (name: FieldName) => (faults[name] ? t(faults[name]) : refused[name]?.[0]);
  const guessDatabase = () => {
    const database = databaseOf(fields.url);
    if (database && !fields.database) onChange({ ...fields, database });
  };

  return (
    <>
      <Field
        label={t('connection.form.url')}
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
      <Field
        label={t('connection.form.database')}
        hint={t('connection.form.databaseHint')}
        error={errorOf('database')}
      >
        {(control) => <Input {...control} {...bind('database')} autoComplete="off" />}
      </Field>
      <Field
        label={t('connection.form.username')}
        hint={t('connection.form.usernameHint')}
        error={errorOf('username')}
      >
        {(control) => <Input {...control} {...bind('username')} autoComplete="off" />}
      </Field>
      <Field label={t('connection.form.key')} hint={t('connection.form.keyHint')} error={errorOf('api_key')}>
        {(control) => (
          <SecretInput
            {...control}
            {...bind('api_key')}
            autoComplete="off"
            placeholder={keyIsSaved ? t('connection.form.keySaved') : undefined}
          />
        )}
      </Field>
    </>
  );
}
