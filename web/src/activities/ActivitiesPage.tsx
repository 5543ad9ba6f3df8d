import { ListView } from '@/list/ListView';
import { useActivitiesList } from './useActivitiesList';

export function ActivitiesPage() {
  return <ListView list={useActivitiesList()} />;
}
