import { ListView } from '@/list/ListView';
import { useInvoicesList } from './useInvoicesList';

export function InvoicesPage() {
  return <ListView list={useInvoicesList()} />;
}
