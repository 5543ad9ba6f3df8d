export interface NewPassword {
  current: string;
  next: string;
  repeat: string;
}

type Fault =
  'signIn.required' | 'signIn.newPassword.short' | 'signIn.newPassword.same' | 'signIn.newPassword.different';

/** As in the contract: at least 8 characters. */
const shortest = 8;

export function checkNewPassword({ current, next, repeat }: NewPassword) {
  const faults: Partial<Record<keyof NewPassword, Fault>> = {};
  if (!current) faults.current = 'signIn.required';
  if (next.length < shortest) faults.next = 'signIn.newPassword.short';
  else if (next === current) faults.next = 'signIn.newPassword.same';
  else if (next !== repeat) faults.repeat = 'signIn.newPassword.different';
  return faults;
}
