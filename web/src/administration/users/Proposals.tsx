import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OdooProposal } from '@/api/types';
import { Button } from '@/components/ui/button';
import { Section, Surface } from '@/shell/Section';
import { proposalsQuery, useDecideProposal } from './users';

/** Accounts that look like a user of Odoo. What is alike proves nothing, so somebody who knows them says so. */
export function Proposals() {
  const { t } = useTranslation();
  const { data: proposals = [] } = useQuery(proposalsQuery);
  if (proposals.length === 0) return null;
  return (
    <Section
      title={t('administration.users.proposals')}
      text={t('administration.users.proposalsText')}
      testId="proposals"
    >
      <Surface>
        <ul className="divide-y">
          {proposals.map((proposal) => (
            <ProposalRow key={proposal.id} proposal={proposal} />
          ))}
        </ul>
      </Surface>
    </Section>
  );
}

function ProposalRow({ proposal }: { proposal: OdooProposal }) {
  const { t } = useTranslation();
  const decide = useDecideProposal(proposal.id);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2.5 px-4 py-3">
      <div className="min-w-56 flex-1">
        <p className="font-medium">
          {t('administration.users.proposal', {
            name: proposal.full_name,
            odoo: proposal.odoo_name ?? proposal.odoo_login ?? proposal.odoo_user_id,
          })}
        </p>
        <p className="text-xs text-muted-foreground">
          {[proposal.email ?? proposal.username, proposal.odoo_login].filter(Boolean).join(' · ')}
        </p>
      </div>
      <div className="flex gap-2">
        <Button variant="outline" size="sm" disabled={decide.isPending} onClick={() => decide.mutate(false)}>
          {t('administration.users.different')}
        </Button>
        <Button size="sm" disabled={decide.isPending} onClick={() => decide.mutate(true)}>
          {t('administration.users.same')}
        </Button>
      </div>
    </li>
  );
}
