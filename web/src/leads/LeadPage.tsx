import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { LeadWrite } from '@/api/types';
import { Badge } from '@/components/ui/badge';
import { refusalOf } from '@/fields/refusal';
import { Neighbours } from '@/list/Neighbours';
import { ConflictNotice } from '@/record/ConflictNotice';
import { RecordPage } from '@/record/RecordPage';
import { useRecordSave } from '@/record/useRecordSave';
import { LeadActions } from './LeadActions';
import { LeadDetails } from './LeadDetails';
import { historyQuery, leadQuery, type HeldLead } from './leadQuery';
import { RelatedToLead } from './RelatedToLead';
import { StageBar } from './StageBar';
import { Timeline } from './Timeline';
import { useLeadsList } from './useLeadsList';
import { writeLead } from './writeLead';

export function LeadPage() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const list = useLeadsList();
  const query = leadQuery(Number(id));
  const { save, conflict, dismiss } = useRecordSave<HeldLead>(query.queryKey, ['leads']);
  const write = (body: LeadWrite) => save((lead) => writeLead(lead, body));
  const history = useQuery({ ...historyQuery(Number(id)), enabled: conflict !== null });
  const labels = Object.fromEntries(list.columns.map((column) => [column.id, column.header]));

  return (
    <RecordPage
      query={useQuery(query)}
      titleOf={({ id, name }) => name ?? `#${id}`}
      odooUrlOf={(lead) => lead.odoo_url}
      back={{ to: '/leads', title: t('leads.title') }}
      steps={<Neighbours list={list} id={String(id)} />}
      actions={(lead) => <LeadActions key={lead.id} lead={lead} save={save} />}
    >
      {(lead) => (
        <div
          key={lead.id}
          data-testid="lead"
          className="mx-auto grid max-w-6xl grid-cols-1 gap-4 p-4 md:p-5 lg:grid-cols-[minmax(0,1fr)_24rem]"
        >
          <div className="min-w-0 lg:col-span-2">
            {conflict && (
              <ConflictNotice
                conflict={conflict}
                labels={labels}
                by={history.data?.history[0]?.by ?? null}
                dismiss={dismiss}
              />
            )}
            <State lead={lead} />
            <StageBar
              stageId={lead.stage?.id ?? null}
              onMove={(stage) =>
                write({ stage_id: stage }).catch((error: Error) =>
                  toast.error(t('record.failed'), { description: refusalOf(error, 'stage_id') }),
                )
              }
            />
          </div>
          <div className="grid min-w-0 grid-cols-1 content-start gap-4">
            <LeadDetails lead={lead} save={write} />
            <RelatedToLead lead={lead} />
          </div>
          <Timeline lead={lead} />
        </div>
      )}
    </RecordPage>
  );
}

/** Said where it is not the usual. */
function State({ lead }: { lead: HeldLead }) {
  const { t } = useTranslation();
  const lost = lead.won_status === 'lost' || lead.active === false;
  if (!lost && lead.won_status !== 'won' && lead.type === 'opportunity') return null;
  return (
    <p className="mb-3 flex gap-2">
      {lead.type === 'lead' && <Badge tone="accent">{t('leads.type.lead')}</Badge>}
      {lead.won_status === 'won' && <Badge tone="good">{t('leads.outcome.won')}</Badge>}
      {lost && <Badge tone="bad">{t('leads.outcome.lost')}</Badge>}
    </p>
  );
}
