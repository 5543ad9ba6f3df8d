import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Select } from '@/components/ui/select';
import { actions, outcomes } from './auditSearch';

export function AuditFilters() {
  const { t } = useTranslation();
  const { action, outcome } = useSearch({ from: '/shell/administration/audit' });
  const navigate = useNavigate({ from: '/administration/audit' });
  const chooseAction = (value: string) =>
    void navigate({ search: (old) => ({ ...old, action: actions.find((known) => known === value) }) });
  const chooseOutcome = (value: string) =>
    void navigate({ search: (old) => ({ ...old, outcome: outcomes.find((known) => known === value) }) });
  return (
    <>
      <Select
        aria-label={t('administration.audit.action')}
        className="max-w-60"
        value={action ?? ''}
        onChange={(event) => chooseAction(event.target.value)}
      >
        <option value="">{t('administration.audit.allActions')}</option>
        {actions.map((value) => (
          <option key={value} value={value}>
            {t(`administration.audit.actions.${keyOf(value)}`)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('administration.audit.outcome')}
        className="max-w-40"
        value={outcome ?? ''}
        onChange={(event) => chooseOutcome(event.target.value)}
      >
        <option value="">{t('administration.audit.allOutcomes')}</option>
        {outcomes.map((value) => (
          <option key={value} value={value}>
            {t(`administration.audit.outcomes.${value}`)}
          </option>
        ))}
      </Select>
    </>
  );
}

/** A dot would be a step into the resources. */
function keyOf<Action extends string>(action: Action) {
  return action.replace('.', '_') as Action extends `${infer A}.${infer B}` ? `${A}_${B}` : Action;
}
