import { useState, type KeyboardEvent } from 'react';

export interface Cell {
  row: number;
  /** 0 is the box that chooses the row. */
  column: number;
}

interface GridKeys {
  rows: number;
  columns: number;
  pageRows: number;
  reveal: (row: number) => void;
  onToggle: (row: number, range: boolean) => void;
  onOpen: (row: number, column: number) => void;
  onEdit: (row: number, column: number) => void;
}

/** Where a key leads from a cell; null where it leads nowhere. */
export function nextCell(
  key: string,
  far: boolean,
  { row, column }: Cell,
  { rows, columns, pageRows }: Pick<GridKeys, 'rows' | 'columns' | 'pageRows'>,
): Cell | null {
  const held = (cell: Cell): Cell => ({
    row: Math.min(Math.max(0, cell.row), rows - 1),
    column: Math.min(Math.max(0, cell.column), columns - 1),
  });
  switch (key) {
    case 'ArrowDown':
      return held({ row: row + 1, column });
    case 'ArrowUp':
      return held({ row: row - 1, column });
    case 'ArrowRight':
      return held({ row, column: column + 1 });
    case 'ArrowLeft':
      return held({ row, column: column - 1 });
    case 'PageDown':
      return held({ row: row + pageRows, column });
    case 'PageUp':
      return held({ row: row - pageRows, column });
    case 'Home':
      return held({ row: far ? 0 : row, column: 0 });
    case 'End':
      return held({ row: far ? rows - 1 : row, column: columns - 1 });
    default:
      return null;
  }
}

/** The keyboard in a grid, as the ARIA authoring practices have it; the focus itself stays on the grid. */
export function useGridKeys(grid: GridKeys) {
  const [at, setAt] = useState<Cell>({ row: 0, column: 1 });
  const [inside, setInside] = useState(false);
  const active = inside && grid.rows > 0 ? { ...at, row: Math.min(at.row, grid.rows - 1) } : null;

  const setActive = (cell: Cell) => {
    setAt(cell);
    grid.reveal(cell.row);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // What is typed into an editor, or on a button of the head, is not for the grid.
    if (event.target !== event.currentTarget || !active) return;
    const next = nextCell(event.key, event.ctrlKey || event.metaKey, active, grid);
    if (next) setActive(next);
    else if (event.key === ' ') grid.onToggle(active.row, event.shiftKey);
    else if (event.key === 'Enter') grid.onOpen(active.row, active.column);
    else if (event.key === 'F2') grid.onEdit(active.row, active.column);
    else return;
    event.preventDefault();
  };

  return {
    active,
    setActive,
    gridProps: {
      onKeyDown,
      onFocus: (event: { target: unknown; currentTarget: unknown }) =>
        setInside(event.target === event.currentTarget),
      onBlur: () => setInside(false),
    },
  };
}
