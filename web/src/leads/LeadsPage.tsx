import { ListView } from '@/list/ListView';
import { useLeadsList } from './useLeadsList';

export function LeadsPage() {
  return <ListView list={useLeadsList()} />;
}
