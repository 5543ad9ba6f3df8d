import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRoundIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '@/api/client';
import type { ApiToken } from '@/api/types';
import { Skeleton } from '@/components/ui/skeleton';
import { useFormats } from '@/formats/useFormats';
import { ConfirmButton } from '@/shell/ConfirmButton';
import { EmptyState } from '@/shell/EmptyState';
import { LoadFailed } from '@/shell/LoadFailed';
import { Section, Surface } from '@/shell/Section';
import { ShownOnce } from '@/shell/ShownOnce';
import { NewToken, type TokenDraft } from './NewToken';

const tokensQuery = queryOptions({
  queryKey: ['profile', 'tokens'],
  queryFn: async ({ signal }) => (await bodyOf(api.GET('/api/auth/tokens', { signal }))).tokens,
});

/** For scripts and other programs that speak for the person. */
export function ApiTokens() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const readAgain = () => queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey });
  const create = useMutation({
    mutationFn: (body: TokenDraft) => bodyOf(api.POST('/api/auth/tokens', { body })),
    onSuccess: readAgain,
  });
  return (
    <Section title={t('profile.tokens.title')} text={t('profile.tokens.text')} testId="api-tokens">
      <div className="grid gap-3">
        {create.data && (
          <ShownOnce
            title={t('profile.tokens.made', { name: create.data.api_token.name })}
            label={t('profile.tokens.token')}
            value={create.data.token}
          >
            {t('profile.tokens.once')}
          </ShownOnce>
        )}
        <Surface>
          <NewToken create={create.mutateAsync} error={create.error} busy={create.isPending} />
          <Tokens readAgain={readAgain} />
        </Surface>
      </div>
    </Section>
  );
}

function Tokens({ readAgain }: { readAgain: () => Promise<void> }) {
  const { t } = useTranslation();
  const { data: tokens, error, isPending, refetch } = useQuery(tokensQuery);
  if (isPending) return <Skeleton className="m-4 h-12" />;
  if (!tokens) return <LoadFailed error={error} retry={() => void refetch()} />;
  if (tokens.length === 0)
    return (
      <EmptyState icon={KeyRoundIcon} title={t('profile.tokens.none')} className="py-8">
        {t('profile.tokens.noneText')}
      </EmptyState>
    );
  return (
    <ul className="divide-y border-t">
      {tokens.map((token) => (
        <TokenRow key={token.id} token={token} readAgain={readAgain} />
      ))}
    </ul>
  );
}

function TokenRow({ token, readAgain }: { token: ApiToken; readAgain: () => Promise<void> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const revoke = async () => {
    await bodyOf(api.DELETE('/api/auth/tokens/{id}', { params: { path: { id: token.id } } }));
    await readAgain();
  };
  const facts = [
    token.scopes.join(', '),
    t('profile.tokens.ends', { time: formats.ago(token.expires_at) }),
    token.last_used_at
      ? t('profile.tokens.used', { time: formats.ago(token.last_used_at), address: token.last_used_address })
      : t('profile.tokens.unused'),
  ];
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">
          {token.name} <code className="ms-1 text-xs font-normal text-muted-foreground">{token.hint}…</code>
        </p>
        <p className="text-xs text-pretty text-muted-foreground">{facts.join(' · ')}</p>
      </div>
      <ConfirmButton
        size="sm"
        label={t('profile.tokens.revoke')}
        title={t('profile.tokens.revokeTitle', { name: token.name })}
        text={t('profile.tokens.revokeText')}
        action={t('profile.tokens.revoke')}
        run={revoke}
      />
    </li>
  );
}
