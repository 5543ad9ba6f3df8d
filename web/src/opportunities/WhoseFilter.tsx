import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ToggleGroup, ToggleGroupItem } from '@/components/ui/toggle-group';
import { useUser } from '@/sign-in/session';

/** Only for people whom Odoo knows: a local account has no opportunities of its own. */
export function WhoseFilter() {
  const { t } = useTranslation();
  const { whose, salesperson_id } = useSearch({ from: '/shell/opportunities' });
  const navigate = useNavigate({ from: '/opportunities' });
  if (useUser().odoo_user_id === null) return null;

  return (
    <ToggleGroup
      type="single"
      aria-label={t('board.whose')}
      value={salesperson_id === undefined ? (whose ?? 'all') : ''}
      onValueChange={(value) => {
        if (!value) return;
        void navigate({
          search: (old) => ({
            ...old,
            salesperson_id: undefined,
            whose: value === 'mine' ? 'mine' : undefined,
          }),
        });
      }}
    >
      <ToggleGroupItem value="mine">{t('board.mine')}</ToggleGroupItem>
      <ToggleGroupItem value="all">{t('board.all')}</ToggleGroupItem>
    </ToggleGroup>
  );
}
