import { ListView } from '@/list/ListView';
import { useContactsList } from './useContactsList';

export function ContactsPage() {
  return <ListView list={useContactsList()} />;
}
