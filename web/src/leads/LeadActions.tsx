import { useMutation } from '@tanstack/react-query';
import { ArchiveRestoreIcon, ArrowRightLeftIcon, ThumbsDownIcon, TrophyIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { refusalOf } from '@/fields/refusal';
import type { HeldLead } from './leadQuery';
import { LostDialog } from './LostDialog';
import { loseLead, tellLead, writeLead } from './writeLead';

type Write = (lead: HeldLead) => Promise<Partial<HeldLead>>;

interface LeadActionsProps {
  lead: HeldLead;
  save: (write: Write) => Promise<unknown>;
}

/** What can come of a lead, by Odoo's own methods; each can be taken back. */
export function LeadActions({ lead, save }: LeadActionsProps) {
  const { t } = useTranslation();
  const [losing, setLosing] = useState(false);
  const { mutate, isPending } = useMutation({
    mutationFn: ({
      write,
    }: {
      write: Write;
      done: 'won' | 'lost' | 'restored' | 'converted';
      undo?: Write;
    }) => save(write),
    onSuccess: (_answer, { done, undo }) =>
      toast.success(t(`leads.toast.${done}`, { name: lead.name }), {
        ...(undo && {
          action: { label: t('leads.undo'), onClick: () => mutate({ write: undo, done: 'restored' }) },
        }),
      }),
    onError: (error) => toast.error(t('record.failed'), { description: refusalOf(error, '') }),
  });
  const back: Write = (now) =>
    writeLead(now, { stage_id: lead.stage?.id ?? null, probability: lead.probability });
  const restore: Write = (now) => tellLead(now, 'restore');

  if (lead.won_status === 'lost' || lead.active === false)
    return (
      <Button disabled={isPending} onClick={() => mutate({ write: restore, done: 'restored' })}>
        <ArchiveRestoreIcon aria-hidden />
        {t('leads.bulk.restore')}
      </Button>
    );

  return (
    <>
      {lead.type === 'lead' && (
        <Button
          disabled={isPending}
          onClick={() => mutate({ write: (now) => tellLead(now, 'convert'), done: 'converted' })}
        >
          <ArrowRightLeftIcon aria-hidden />
          {t('leads.convert')}
        </Button>
      )}
      {lead.won_status !== 'won' && (
        <Button
          variant={lead.type === 'lead' ? 'outline' : 'default'}
          disabled={isPending}
          onClick={() => mutate({ write: (now) => tellLead(now, 'won'), done: 'won', undo: back })}
        >
          <TrophyIcon aria-hidden />
          {t('leads.bulk.won')}
        </Button>
      )}
      <Button variant="outline" disabled={isPending} onClick={() => setLosing(true)}>
        <ThumbsDownIcon aria-hidden />
        {t('leads.bulk.lost')}
      </Button>
      {losing && (
        <LostDialog
          count={1}
          onClose={() => setLosing(false)}
          onLose={(reason) => {
            setLosing(false);
            mutate({ write: (now) => loseLead(now, reason), done: 'lost', undo: restore });
          }}
        />
      )}
    </>
  );
}
