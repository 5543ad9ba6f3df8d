import { queryOptions, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '@/api/client';
import type { Setting } from '@/api/types';
import { Badge } from '@/components/ui/badge';
import { matches } from '@/search/matches';
import { SearchBox } from '@/search/SearchBox';
import { Surface } from '@/shell/Section';
import { AdminPage } from '@/shell/AdminPage';
import { Loaded } from '@/shell/Loaded';

const settingsQuery = queryOptions({
  queryKey: ['administration', 'settings'],
  queryFn: async ({ signal }) => (await bodyOf(api.GET('/api/settings', { signal }))).settings,
});

/** What is in force, and where it comes from. It is changed in the environment, not here. */
export function SettingsPage() {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  return (
    <AdminPage
      title={t('administration.settings.title')}
      className="max-w-4xl"
      tools={
        <SearchBox
          label={t('administration.settings.search')}
          text={text}
          setText={setText}
          className="min-w-0 md:max-w-60"
        />
      }
    >
      <div className="grid gap-4">
        <p className="max-w-prose text-pretty text-muted-foreground">{t('administration.settings.text')}</p>
        <Found typed={text} />
      </div>
    </AdminPage>
  );
}

function Found({ typed }: { typed: string }) {
  const query = useQuery(settingsQuery);
  return <Loaded query={query}>{(settings) => <Settings settings={settings} typed={typed} />}</Loaded>;
}

function Settings({ settings, typed }: { settings: Setting[]; typed: string }) {
  const { t } = useTranslation();
  const wanted = useDeferredValue(typed);
  const found = settings
    .filter(({ key, meaning }) => matches(`${key} ${meaning}`, wanted))
    // What somebody chose comes before what comes by itself.
    .toSorted((a, b) => Number(a.source === 'default') - Number(b.source === 'default'));
  if (found.length === 0) return <p role="status">{t('search.nothing', { q: wanted })}</p>;
  return (
    <Surface>
      <ul className="divide-y" data-testid="settings">
        {found.map((setting) => (
          <SettingRow key={setting.key} setting={setting} />
        ))}
      </ul>
    </Surface>
  );
}

const sources = { env: 'env', '.env': 'file', command: 'command', default: 'default' } as const;

function SettingRow({ setting }: { setting: Setting }) {
  const { t } = useTranslation();
  const source = sources[setting.source as keyof typeof sources];
  return (
    <li className="grid gap-x-6 gap-y-1 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div>
        <p className="flex flex-wrap items-center gap-2">
          <code dir="ltr" className="font-medium break-all">
            {setting.key}
          </code>
          <Badge tone={source === 'default' ? 'neutral' : 'accent'}>
            {t(`administration.settings.from.${source}`)}
          </Badge>
        </p>
        <p className="mt-0.5 text-pretty text-muted-foreground">
          <Meaning text={setting.meaning} />
        </p>
      </div>
      <p className="break-all">
        {setting.value ? (
          <code dir="ltr">{setting.value}</code>
        ) : (
          <span className="text-muted-foreground">{t('administration.settings.unset')}</span>
        )}
      </p>
    </li>
  );
}

/** The server writes the names of other settings between backticks. */
function Meaning({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 1 ? (
      <code key={index} dir="ltr" className="text-[0.9em]">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
