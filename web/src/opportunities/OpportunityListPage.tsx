import { ListView } from '@/list/ListView';
import { useOpportunityList } from './useOpportunityList';

export function OpportunityListPage() {
  return <ListView list={useOpportunityList()} />;
}
