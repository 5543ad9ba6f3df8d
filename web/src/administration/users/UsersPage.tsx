import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { UserRoundSearchIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Select } from '@/components/ui/select';
import { SearchBox } from '@/search/SearchBox';
import { useTypedText } from '@/search/useTypedText';
import { EmptyState } from '@/shell/EmptyState';
import { Section, Surface } from '@/shell/Section';
import { AdminPage } from '@/shell/AdminPage';
import { Loaded } from '@/shell/Loaded';
import { MoreButton } from '../MoreButton';
import { MatchEmployees } from './MatchEmployees';
import { Microsoft } from './Microsoft';
import { Proposals } from './Proposals';
import { UserRow } from './UserRow';
import { usersQuery } from './users';
import { approvals } from './usersSearch';

/** Who may come in, and what they may do. */
export function UsersPage() {
  const { t } = useTranslation();
  return (
    <AdminPage
      title={t('administration.users.title')}
      className="max-w-4xl"
      tools={
        <>
          <StatusFilter />
          <UserSearch />
        </>
      }
    >
      <Proposals />
      <Users />
      <MatchEmployees />
      <Microsoft />
    </AdminPage>
  );
}

function Users() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/shell/administration/users' });
  const query = useInfiniteQuery(usersQuery(search));
  return (
    <Section title={t('administration.users.all')} testId="users">
      <Loaded query={query}>
        {({ pages }) => {
          const users = pages.flatMap((page) => page.users);
          if (users.length === 0)
            return (
              <EmptyState icon={UserRoundSearchIcon} title={t('administration.users.none')}>
                {t('administration.users.noneText')}
              </EmptyState>
            );
          return (
            <>
              <Surface>
                <ul className="divide-y">
                  {users.map((user) => (
                    <UserRow key={user.id} user={user} />
                  ))}
                </ul>
              </Surface>
              <MoreButton query={query} />
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}

function StatusFilter() {
  const { t } = useTranslation();
  const { status } = useSearch({ from: '/shell/administration/users' });
  const navigate = useNavigate({ from: '/administration/users' });
  const choose = (value: string) =>
    void navigate({ search: (old) => ({ ...old, status: approvals.find((known) => known === value) }) });
  return (
    <Select
      aria-label={t('administration.users.status')}
      className="max-w-44"
      value={status ?? ''}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">{t('administration.users.everybody')}</option>
      {approvals.map((value) => (
        <option key={value} value={value}>
          {t(`administration.users.of.${value}`)}
        </option>
      ))}
    </Select>
  );
}

function UserSearch() {
  const { t } = useTranslation();
  const { q = '' } = useSearch({ from: '/shell/administration/users' });
  const navigate = useNavigate({ from: '/administration/users' });
  const [text, setText] = useTypedText(q, (typed) => {
    void navigate({ search: (old) => ({ ...old, q: typed || undefined }), replace: true });
  });
  return (
    <SearchBox
      label={t('administration.users.search')}
      text={text}
      setText={setText}
      className="min-w-0 md:max-w-60"
    />
  );
}
