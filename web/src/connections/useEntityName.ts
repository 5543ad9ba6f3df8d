import { useTranslation } from 'react-i18next';

/** A new entity of the server's shows by its own name until the resources know it. */
export function useEntityName() {
  const { t, i18n } = useTranslation();
  return (entity: string) => {
    const key = `entities.${entity}`;
    return i18n.exists(key) ? t(key as 'entities.accounts') : entity;
  };
}
