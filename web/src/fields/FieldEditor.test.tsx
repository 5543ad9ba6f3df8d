import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import '@/i18n';
import type { FieldKind, FieldValue } from './field';
import { FieldEditor } from './FieldEditor';

function edit(kind: FieldKind, value: FieldValue) {
  const [onSave, onCancel] = [vi.fn(), vi.fn()];
  function Host() {
    const [open, setOpen] = useState(true);
    if (!open) return null;
    const close = (tell: (value?: FieldValue) => void) => (next?: FieldValue) => {
      setOpen(false);
      tell(next);
    };
    return (
      <FieldEditor
        kind={kind}
        label="Revenue"
        value={value}
        error={undefined}
        errorId="error"
        onSave={close(onSave)}
        onCancel={close(onCancel)}
      />
    );
  }
  render(<Host />);
  return { onSave, onCancel, user: userEvent.setup({ delay: null }), box: screen.getByLabelText('Revenue') };
}

describe('the editor of a value', () => {
  it('saves once, though going away takes the focus from it', async () => {
    const { onSave, onCancel, user, box } = edit({ type: 'number' }, 100);
    await user.clear(box);
    await user.type(box, '250{Enter}');
    expect(onSave.mock.calls).toEqual([[250]]);
    expect(onCancel).not.toHaveBeenCalled();
  });

  it('saves nothing after Escape', async () => {
    const { onSave, onCancel, user, box } = edit({ type: 'text' }, 'Oak');
    await user.type(box, ' and pine{Escape}');
    expect(onSave).not.toHaveBeenCalled();
    expect(onCancel).toHaveBeenCalledOnce();
  });

  it('sends nothing where nothing was changed', async () => {
    const { onSave, onCancel, user, box } = edit({ type: 'text' }, 'Oak');
    await user.type(box, '{Enter}');
    expect(onSave).not.toHaveBeenCalled();
    expect(onCancel).toHaveBeenCalledOnce();
  });

  it('stays open, and says why, where a value is needed', async () => {
    const { onSave, user, box } = edit({ type: 'text', required: true }, 'Oak');
    await user.clear(box);
    await user.type(box, '{Enter}');
    expect(onSave).not.toHaveBeenCalled();
    expect(screen.getByText('This cannot be empty.')).toBeTruthy();
  });
});
