import { LoaderCircleIcon } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import type { Connection, OdooCredentials } from '@/api/types';
import { Button } from '@/components/ui/button';
import { useSaveConnection, useTestConnection } from './connection';
import { ConnectionFields } from './ConnectionFields';
import { checkFields, fieldNames, toCredentials, type Faults, type Fields } from './credentials';
import { SaveProblem } from './SaveProblem';
import { TestFindings } from './TestFindings';

interface ConnectionFormProps {
  saved: Connection | null;
  onAdded: (id: number) => void;
}

export function ConnectionForm({ saved, onAdded }: ConnectionFormProps) {
  const { t } = useTranslation();
  const stored = storedFields(saved);
  const [fields, setFields] = useState<Fields>(stored);
  const [faults, setFaults] = useState<Faults>({});
  const test = useTestConnection(saved);
  const save = useSaveConnection(saved, onAdded);
  const busy = test.isPending || save.isPending;
  const untouched = saved !== null && fieldNames.every((name) => fields[name] === stored[name]);

  const keyIsKnown = saved !== null && fields.url === stored.url && fields.username === stored.username;

  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => {
    outcome.current?.scrollIntoView({ block: 'nearest' });
  }, [save.error, test.error, test.data]);

  const change = (next: Fields) => {
    setFields(next);
    test.reset();
    save.reset();
  };
  const withValid = (run: (body: OdooCredentials) => void) => {
    const found = checkFields(fields, keyIsKnown);
    setFaults(found);
    if (Object.keys(found).length === 0 && !busy) run(toCredentials(fields));
  };
  const runTest = () => {
    save.reset();
    if (untouched) test.mutate(null);
    else withValid((body) => test.mutate(body));
  };
  const runSave = (force: boolean) => {
    test.reset();
    withValid((body) =>
      save.mutate({ body, force }, { onSuccess: () => setFields({ ...fields, ...body, api_key: '' }) }),
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    runSave(false);
  };

  return (
    <section aria-labelledby="connection-form">
      <h2 id="connection-form" className="text-base font-semibold tracking-tight">
        {t('connection.form.title')}
      </h2>
      <p className="mt-1 mb-5 text-pretty text-muted-foreground">{t('connection.form.text')}</p>
      <form noValidate onSubmit={submit} className="grid gap-4" data-testid="connection-form">
        <ConnectionFields
          fields={fields}
          faults={faults}
          refused={save.error instanceof ApiProblem ? save.error.fields : {}}
          keyIsKnown={keyIsKnown}
          onChange={change}
        />
        <div className="flex gap-2">
          <Button type="submit" disabled={busy || untouched}>
            {save.isPending && <LoaderCircleIcon aria-hidden className="animate-spin" />}
            {save.isPending ? t('connection.form.saving') : t('connection.form.save')}
          </Button>
          <Button variant="outline" onClick={runTest} disabled={busy}>
            {test.isPending && <LoaderCircleIcon aria-hidden className="animate-spin" />}
            {test.isPending ? t('connection.form.testing') : t('connection.form.test')}
          </Button>
        </div>
      </form>
      <div ref={outcome} className="mt-4 grid scroll-mb-4 gap-3" aria-live="polite">
        {save.error && <SaveProblem error={save.error} onForce={() => runSave(true)} />}
        {test.error && <SaveProblem error={test.error} />}
        {test.data && <TestFindings test={test.data} />}
      </div>
    </section>
  );
}

function storedFields(saved: Connection | null): Fields {
  // The key comes back as asterisks; those are not a key.
  return {
    url: saved?.url ?? '',
    database: saved?.database ?? '',
    username: saved?.username ?? '',
    api_key: '',
  };
}
