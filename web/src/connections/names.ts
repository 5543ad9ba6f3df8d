import { useTranslation } from 'react-i18next';

/** An entity that the resources do not know yet shows by the server's name for it. */
export function useEntityName() {
  const { t, i18n } = useTranslation();
  return (entity: string) => {
    const key = `entities.${entity}`;
    return i18n.exists(key) ? t(key as 'entities.accounts') : entity;
  };
}

/** The same for a model; a dot would be a step into the resources. */
export function useModelName() {
  const { t, i18n } = useTranslation();
  return (model: string) => {
    const key = `models.${model.replaceAll('.', '_')}`;
    return i18n.exists(key) ? t(key as 'models.crm_lead') : model;
  };
}
