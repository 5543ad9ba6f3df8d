import { describe, expect, it } from 'vitest';
import { checkNewPassword } from './newPassword';

describe('a new password', () => {
  it('is accepted when it is long enough, new, and typed twice', () => {
    expect(
      checkNewPassword({ current: 'generated', next: 'four calm words', repeat: 'four calm words' }),
    ).toEqual({});
  });

  it.each([
    [{ current: '', next: 'long enough', repeat: 'long enough' }, { current: 'signIn.required' }],
    [{ current: 'x', next: 'short', repeat: 'short' }, { next: 'signIn.newPassword.short' }],
    [
      { current: 'the same one', next: 'the same one', repeat: 'the same one' },
      { next: 'signIn.newPassword.same' },
    ],
    [
      { current: 'x', next: 'long enough', repeat: 'long enouhg' },
      { repeat: 'signIn.newPassword.different' },
    ],
  ])('%j has the fault %j', (values, faults) => {
    expect(checkNewPassword(values)).toEqual(faults);
  });
});
