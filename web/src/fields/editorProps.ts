import type { FieldKind, FieldValue } from './field';

export interface EditorProps<Kind extends FieldKind = FieldKind> {
  kind: Kind;
  label: string;
  value: FieldValue;
  /** Why the last try was refused. */
  error: string | undefined;
  errorId: string;
  onSave: (value: FieldValue) => void;
  onCancel: () => void;
}
