import { ListView } from '@/list/ListView';
import { useAccountsList } from './useAccountsList';

export function AccountsPage() {
  return <ListView list={useAccountsList()} />;
}
