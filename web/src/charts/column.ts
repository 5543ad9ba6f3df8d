export interface ColumnPart {
  name: string;
  value: number;
  text: string;
  tone: 'primary' | 'soft' | 'success' | 'destructive';
  href: string;
  search: Record<string, unknown>;
}

export interface Column {
  key: string;
  label: string;
  /** The same where there is little room. */
  short: string;
  /** Written small below it, where it differs from the column before. */
  under?: string | undefined;
  parts: readonly ColumnPart[];
}
