import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import { ToggleGroup, ToggleGroupItem } from '@/components/ui/toggle-group';
import { chooseLanguage } from '@/i18n';
import { languageCodes, languages, type Language } from '@/i18n/languages';
import { Section, Surface } from '@/shell/Section';
import { SingleKeys } from '@/shell/ShortcutSheet';
import { themes, useTheme, type Theme } from '@/shell/theme';

/** Kept in this browser: one may want it dark at night and light at work. */
export function Appearance() {
  const { t, i18n } = useTranslation();
  const { theme, choose } = useTheme();
  const language = useId();
  const chooseNext = (next: Language) =>
    void chooseLanguage(next).catch(() => toast.error(t('errors.offlineText')));

  return (
    <Section title={t('profile.appearance.title')} text={t('profile.appearance.text')}>
      <Surface className="p-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <div className="grid content-start gap-1.5">
            <p className="leading-none font-medium">{t('shell.theme')}</p>
            <ToggleGroup
              type="single"
              aria-label={t('shell.theme')}
              value={theme}
              onValueChange={(next) => next && choose(next as Theme)}
              className="justify-self-start"
            >
              {themes.map((value) => (
                <ToggleGroupItem key={value} value={value}>
                  {t(`shell.${value}`)}
                </ToggleGroupItem>
              ))}
            </ToggleGroup>
          </div>
          <div className="grid gap-1.5">
            <Label htmlFor={language}>{t('shell.language')}</Label>
            <Select
              id={language}
              value={i18n.language}
              onChange={(event) => chooseNext(event.target.value as Language)}
            >
              {languageCodes.map((code) => (
                <option key={code} value={code} lang={code}>
                  {languages[code].name}
                </option>
              ))}
            </Select>
          </div>
        </div>
        <SingleKeys />
      </Surface>
    </Section>
  );
}
