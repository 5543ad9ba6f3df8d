import { Link } from '@tanstack/react-router';
import { CircleHelpIcon, LogOutIcon, MonitorIcon, MoonIcon, SunIcon, UserRoundCogIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { Avatar } from '@/components/ui/avatar';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { useSignOut, useUser } from '@/sign-in/session';
import { chooseLanguage } from '@/i18n';
import { languageCodes, languages, type Language } from '@/i18n/languages';
import { usePanels } from './panels';
import { themes, useTheme, type Theme } from './theme';

const icons = { light: SunIcon, dark: MoonIcon, system: MonitorIcon };

export function UserMenu({ compact = false }: { compact?: boolean }) {
  const { t } = useTranslation();
  const user = useUser();
  const signOut = useSignOut();
  const { theme, choose } = useTheme();
  const { show } = usePanels();
  const name = user.full_name ?? user.username;
  const role = t(`shell.role.${user.role}`);

  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        data-testid="account"
        aria-label={compact ? t('shell.account', { name }) : undefined}
        className="flex items-center gap-2 rounded-md p-1.5 text-start hover:bg-accent data-[state=open]:bg-accent"
      >
        <Avatar aria-hidden name={name} className="size-6 text-[0.625rem]" />
        {!compact && (
          <span className="min-w-0 flex-1 leading-tight">
            <span className="block truncate font-medium">{name}</span>
            <span className="block truncate text-2xs text-muted-foreground">
              {role === name ? user.username : role}
            </span>
          </span>
        )}
      </DropdownMenuTrigger>
      <DropdownMenuContent align={compact ? 'end' : 'start'} className="w-52">
        <DropdownMenuLabel className="font-normal">
          {t('shell.signedInAs')}
          <span className="block truncate font-medium text-foreground">{user.email ?? user.username}</span>
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link to="/profile">
            <UserRoundCogIcon aria-hidden />
            {t('shell.profile')}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => show('shortcuts')}>
          <CircleHelpIcon aria-hidden />
          {t('shell.shortcuts.title')}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>{t('shell.theme')}</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme} onValueChange={(value) => choose(value as Theme)}>
          {themes.map((value) => {
            const Icon = icons[value];
            return (
              <DropdownMenuRadioItem key={value} value={value}>
                <Icon aria-hidden />
                {t(`shell.${value}`)}
              </DropdownMenuRadioItem>
            );
          })}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <LanguageChoice />
        <DropdownMenuSeparator />
        <DropdownMenuItem
          onSelect={() => void signOut().catch((problem: Error) => toast.error(problem.message))}
        >
          <LogOutIcon aria-hidden />
          {t('shell.signOut')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function LanguageChoice() {
  const { t, i18n } = useTranslation();
  const choose = (language: string) =>
    void chooseLanguage(language as Language).catch(() => toast.error(t('errors.offlineText')));
  return (
    <>
      <DropdownMenuLabel>{t('shell.language')}</DropdownMenuLabel>
      <DropdownMenuRadioGroup value={i18n.language} onValueChange={choose}>
        {languageCodes.map((code) => (
          <DropdownMenuRadioItem key={code} value={code} lang={code}>
            {languages[code].name}
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
    </>
  );
}
