import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Select } from '@/components/ui/select';
import { connectionsQuery, useConnection } from './connections';

/** Which of several connections the page is about; nothing where there is one. */
export function ConnectionSelect() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: connections = [] } = useQuery(connectionsQuery);
  const chosen = useConnection();
  if (connections.length < 2 || !chosen) return null;
  return (
    <Select
      aria-label={t('administration.connection')}
      className="max-w-56"
      value={chosen.id}
      onChange={(event) =>
        void navigate({ to: '.', search: (old) => ({ ...old, connection: Number(event.target.value) }) })
      }
    >
      {connections.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
