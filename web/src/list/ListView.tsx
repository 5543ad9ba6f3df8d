import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { LoadFailed } from '@/shell/LoadFailed';
import { Cards } from './Cards';
import { ChosenCount } from './ChosenCount';
import { Grid } from './Grid';
import type { ListDefinition } from './list';
import { ListHeader } from './ListHeader';
import { ListSkeleton } from './ListSkeleton';
import { NoMatch } from './NoMatch';
import { NotConnected } from './NotConnected';
import { Toolbar } from './Toolbar';
import { useFollow } from './useFollow';
import { useListAddress } from './useListAddress';
import { usePhone } from './usePhone';
import { useSelection } from './useSelection';
import { useWindow } from './useWindow';

/** A list of any length: a table, or cards on a phone, of which only what is in view is read and drawn. */
export function ListView<Row>({ list }: { list: ListDefinition<Row> }) {
  const { t } = useTranslation();
  const address = useListAddress(list);
  const rows = useWindow(list, address.filters, address.sort);
  const selection = useSelection(list, JSON.stringify(address.filters));
  const phone = usePhone();
  const { head } = rows;
  useFollow(head.data);

  const retry = () => void head.refetch();
  const shown = { list, address, rows, selection };
  return (
    <>
      <ListHeader list={list} head={head.data} failure={head.data ? head.error : rows.failure} read={retry} />
      <Toolbar list={list} address={address} />
      {!head.data && head.isPending ? (
        <ListSkeleton phone={phone} />
      ) : !head.data ? (
        isNotConnected(head.error) ? (
          <NotConnected />
        ) : (
          <LoadFailed error={head.error} title={t('list.failed', { title: list.title })} retry={retry} />
        )
      ) : rows.total === 0 ? (
        Object.keys(address.filters).length > 0 ? (
          <NoMatch address={address} />
        ) : (
          list.empty
        )
      ) : (
        <div
          aria-busy={head.isPlaceholderData}
          className="flex min-h-0 flex-1 flex-col transition-opacity aria-busy:opacity-60"
        >
          {phone ? <Cards {...shown} /> : <Grid {...shown} />}
        </div>
      )}
      {list.Bulk && selection.rows.size > 0 && (
        <list.Bulk selected={selection.rows} clear={selection.clear} keep={selection.keep} />
      )}
      {list.Bulk && <ChosenCount count={selection.rows.size} />}
    </>
  );
}

/** Nothing is connected to Odoo yet. */
function isNotConnected(error: Error | null) {
  return error instanceof ApiProblem && error.status === 409;
}
