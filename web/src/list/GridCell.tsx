import { LoaderCircleIcon, PencilIcon } from 'lucide-react';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/cn';
import { FieldEditor } from '@/fields/FieldEditor';
import { useGrid } from './GridContext';
import type { ListColumn, ListDefinition } from './list';
import { cellKey } from './useCellWrites';

interface GridCellProps<Row> {
  row: Row;
  column: ListColumn<Row>;
  list: ListDefinition<Row>;
  /** Where it leads: the first one to the row's page. */
  href: string | null;
}

export function GridCell<Row>({ row, column, list, href }: GridCellProps<Row>) {
  const { editing, writes } = useGrid();
  const key = cellKey(list, row, column);
  const write = writes.get(key);
  const pending = write !== undefined && write.refusal === undefined;
  const editable = mayEdit(list, column, row) && !pending;

  if (editable && editing === key) return <CellEditor row={row} column={column} cell={key} />;
  return (
    <>
      {href ? (
        <RowLink href={href}>{column.cell(row)}</RowLink>
      ) : (
        <span className="min-w-0 truncate">{column.cell(row)}</span>
      )}
      {pending && (
        <LoaderCircleIcon aria-hidden className="ms-1.5 size-3.5 shrink-0 animate-spin text-primary" />
      )}
      {editable && <EditButton cell={key} column={column} />}
    </>
  );
}

export function mayEdit<Row>(list: ListDefinition<Row>, { edit }: ListColumn<Row>, row: Row) {
  return edit !== undefined && list.save !== undefined && edit.allowed?.(row) !== false;
}

/** A link that can be opened in a new tab, and is light enough to be drawn by the hundred. */
function RowLink({ href, children }: { href: string; children: React.ReactNode }) {
  const { open } = useGrid();
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    open(href);
  };
  return (
    <a
      href={href}
      tabIndex={-1}
      onClick={follow}
      className="truncate font-medium underline-offset-4 hover:text-primary hover:underline"
    >
      {children}
    </a>
  );
}

function EditButton<Row>({ cell, column }: { cell: string; column: ListColumn<Row> }) {
  const { t } = useTranslation();
  const { setEditing } = useGrid();
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={t('fields.edit', { label: column.header })}
      onClick={() => setEditing(cell)}
      className={cn(
        'absolute grid size-6 place-items-center rounded bg-card text-muted-foreground opacity-0 shadow-card [[role=gridcell]:hover_&]:opacity-100',
        column.end ? 'start-1' : 'end-1',
      )}
    >
      <PencilIcon aria-hidden className="size-3.5" />
    </button>
  );
}

/** Odoo's words against a value stand below it, until it is mended or given up. */
function CellEditor<Row>({ row, column, cell }: { row: Row; column: ListColumn<Row>; cell: string }) {
  const { writes, save, cancel } = useGrid();
  const write = writes.get(cell);
  const edit = column.edit!;
  return (
    <div className="absolute inset-x-0 top-1 z-10 px-0.5">
      <FieldEditor
        kind={edit.kind}
        label={column.header}
        value={write ? write.value : edit.value(row)}
        error={write?.refusal}
        errorId={`${cell}-error`}
        onSave={(value) => save(row, column, value)}
        onCancel={() => cancel(cell)}
      />
      {write?.refusal && (
        <p
          id={`${cell}-error`}
          role="alert"
          className="mt-1 rounded-md border border-destructive/40 bg-popover px-2 py-1.5 text-start text-xs text-destructive shadow-lift"
        >
          {write.refusal}
        </p>
      )}
    </div>
  );
}
