import { Link } from '@tanstack/react-router';
import type { Column } from './column';

interface ColumnTableProps {
  label: string;
  head: string;
  columns: readonly Column[];
}

export function ColumnTable({ label, head, columns }: ColumnTableProps) {
  return (
    <div className="max-h-60 overflow-y-auto" tabIndex={0} role="region" aria-label={label}>
      <table className="w-full text-start">
        <caption className="sr-only">{label}</caption>
        <thead className="text-xs text-muted-foreground">
          <tr>
            <th scope="col" className="py-1 text-start font-medium">
              {head}
            </th>
            {columns[0]?.parts.map((part) => (
              <th key={part.name} scope="col" className="py-1 text-end font-medium">
                {part.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <tr key={column.key} className="border-t">
              <th scope="row" className="py-1.5 text-start font-normal">
                {column.label}
              </th>
              {column.parts.map((part) => (
                <td key={part.name} className="py-1.5 text-end tabular-nums">
                  <Link
                    to={part.href}
                    search={part.search as never}
                    className="underline-offset-4 hover:underline"
                  >
                    {part.text}
                  </Link>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
