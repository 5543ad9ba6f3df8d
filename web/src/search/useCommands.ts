import { useRouter } from '@tanstack/react-router';
import {
  CircleHelpIcon,
  CornerDownRightIcon,
  LanguagesIcon,
  LogOutIcon,
  MonitorIcon,
  MoonIcon,
  PlusIcon,
  SunIcon,
  UserRoundCogIcon,
  type LucideIcon,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { chooseLanguage } from '@/i18n';
import { languageCodes, languages } from '@/i18n/languages';
import { destinationsFor } from '@/shell/destinations';
import { usePanels } from '@/shell/panels';
import { useShortcuts } from '@/shell/shortcuts';
import { themes, useTheme } from '@/shell/theme';
import { useSignOut, useUser } from '@/sign-in/session';

export interface Command {
  group: 'page' | 'go' | 'do';
  text: string;
  icon: LucideIcon;
  keys?: string | undefined;
  run: () => void;
}

/** Everything that can be done from here: on this page, by going to another, or to the pages themselves. */
export function useCommands(): Command[] {
  return [
    ...usePageCommands(),
    ...useGoCommands(),
    ...useCreateCommands(),
    ...useAppearanceCommands(),
    ...useAccountCommands(),
  ];
}

/** What a page offers by a key, it offers here. */
function usePageCommands(): Command[] {
  const { t } = useTranslation();
  const ofPage = useShortcuts().all.filter(({ group }) => group === 'page');
  return ofPage.map(({ label, keys, run }) => ({
    group: 'page',
    text: t(label),
    icon: CornerDownRightIcon,
    keys,
    run,
  }));
}

function useGoCommands(): Command[] {
  const { t } = useTranslation();
  const router = useRouter();
  const all = destinationsFor(useUser()).flatMap(({ destinations }) => destinations);
  return all.map(({ to, label, icon, keys }) => ({
    group: 'go',
    text: t(label),
    icon,
    keys,
    run: () => void router.navigate({ to }),
  }));
}

/** From any page; on a page that offers it by a key, it stands with that page's own. */
function useCreateCommands(): Command[] {
  const { t } = useTranslation();
  const router = useRouter();
  const offered = useShortcuts().all.some(({ label }) => label === 'board.new');
  if (offered) return [];
  return [
    {
      group: 'do',
      text: t('board.new'),
      icon: PlusIcon,
      run: () => void router.navigate({ to: '/opportunities', search: { add: true } }),
    },
  ];
}

const themeIcons = { light: SunIcon, dark: MoonIcon, system: MonitorIcon };

function useAppearanceCommands(): Command[] {
  const { t, i18n } = useTranslation();
  const { theme, choose } = useTheme();
  const ofThemes = themes
    .filter((other) => other !== theme)
    .map((other) => ({
      group: 'do' as const,
      text: t('search.theme', { theme: t(`shell.${other}`) }),
      icon: themeIcons[other],
      run: () => choose(other),
    }));
  const ofLanguages = languageCodes
    .filter((code) => code !== i18n.language)
    .map((code) => ({
      group: 'do' as const,
      text: t('search.language', { language: languages[code].name }),
      icon: LanguagesIcon,
      run: () => void chooseLanguage(code).catch(() => toast.error(t('errors.offlineText'))),
    }));
  return [...ofThemes, ...ofLanguages];
}

function useAccountCommands(): Command[] {
  const { t } = useTranslation();
  const router = useRouter();
  const signOut = useSignOut();
  const { show } = usePanels();
  return [
    {
      group: 'do',
      text: t('shell.profile'),
      icon: UserRoundCogIcon,
      run: () => void router.navigate({ to: '/profile' }),
    },
    {
      group: 'do',
      text: t('shell.shortcuts.title'),
      icon: CircleHelpIcon,
      keys: '?',
      run: () => show('shortcuts'),
    },
    {
      group: 'do',
      text: t('shell.signOut'),
      icon: LogOutIcon,
      run: () => void signOut().catch((problem: Error) => toast.error(problem.message)),
    },
  ];
}
