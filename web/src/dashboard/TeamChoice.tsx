import { useTranslation } from 'react-i18next';
import { Select } from '@/components/ui/select';
import { useTeams } from '@/crm/lookups';

interface TeamChoiceProps {
  team: number | undefined;
  onChange: (team: number | undefined) => void;
}

export function TeamChoice({ team, onChange }: TeamChoiceProps) {
  const { t } = useTranslation();
  const teams = useTeams();
  return (
    <Select
      className="w-44 max-md:flex-1 md:[&_select]:h-8 md:[&_select]:text-sm"
      aria-label={t('dashboard.team')}
      value={team ?? ''}
      onChange={(event) => onChange(event.target.value ? Number(event.target.value) : undefined)}
    >
      <option value="">{t('dashboard.allTeams')}</option>
      {teams.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </Select>
  );
}
