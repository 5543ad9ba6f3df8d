import type { ListedContact } from '@/api/types';

export function ContactCard({ row }: { row: ListedContact }) {
  const where = row.account?.id === row.id ? null : row.account?.name;
  return (
    <div className="flex h-full min-w-0 flex-col justify-between">
      <div>
        <p className="truncate font-medium">{row.name}</p>
        <p className="truncate text-xs text-muted-foreground">
          {[row.function, where].filter(Boolean).join(' · ')}
        </p>
      </div>
      <p className="truncate text-xs text-muted-foreground">
        {[row.phone ?? row.mobile, row.email, row.city].filter(Boolean).join(' · ')}
      </p>
    </div>
  );
}
