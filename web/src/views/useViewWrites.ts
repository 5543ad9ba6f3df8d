import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { api, bodyOf } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import type { NewView, SavedView, ViewWrite } from '@/api/types';
import type { SavedViews } from './useSavedViews';
import type { ViewedPage } from './viewAddress';

/** Everything that is done to views; what fails is told where it was asked for, or at the edge of the page. */
export function useViewWrites(page: ViewedPage, views: SavedViews) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const shown = useShown(page, views);
  const readAgain = () => queryClient.invalidateQueries({ queryKey: ['views'] });
  const tell = (error: Error) =>
    toast.error(t('views.failed'), {
      description:
        error instanceof ApiProblem && error.status === 412 ? t('views.changedMeanwhile') : error.message,
    });

  const add = useMutation({
    mutationFn: (view: NewView) => bodyOf(api.POST('/api/views', { body: view })),
    onSettled: readAgain,
  });
  const change = useMutation({
    mutationFn: ({ view, body }: { view: SavedView; body: ViewWrite }) =>
      bodyOf(
        api.PATCH('/api/views/{id}', {
          params: { path: { id: view.id } },
          headers: view.etag ? { 'If-Match': view.etag } : {},
          body,
        }),
      ),
    onSettled: readAgain,
  });
  const remove = useMutation({
    mutationFn: (view: SavedView) =>
      bodyOf(
        api.DELETE('/api/views/{id}', {
          params: { path: { id: view.id } },
          headers: view.etag ? { 'If-Match': view.etag } : {},
        }),
      ),
    onSuccess: (_answer, view) =>
      toast.success(t('views.deleted', { name: view.name }), {
        action: { label: t('leads.undo'), onClick: () => add.mutate(again(view), { onError: tell }) },
      }),
    onError: tell,
    onSettled: readAgain,
  });

  return {
    save: async (name: string, shared: boolean) => {
      const { id } = await add.mutateAsync({ ...shown(), resource: page.resource, name, shared });
      views.name(id);
    },
    rename: (view: SavedView, name: string, shared: boolean) =>
      change.mutateAsync({ view, body: { name, shared } }),
    overwrite: (view: SavedView) =>
      change.mutate(
        { view, body: shown() },
        {
          onSuccess: () => {
            views.name(view.id);
            toast.success(t('views.overwritten', { name: view.name }));
          },
          onError: tell,
        },
      ),
    share: (view: SavedView, shared: boolean) => change.mutate({ view, body: { shared } }, { onError: tell }),
    remove: (view: SavedView) => {
      if (views.inForce?.id === view.id) views.name(undefined);
      remove.mutate(view);
    },
  };
}

export type ViewWrites = ReturnType<typeof useViewWrites>;

/** What the page shows: as the list's route has it, and whole in the page's own address. */
function useShown(page: ViewedPage, { content }: SavedViews) {
  const { stringifySearch } = useRouter().options;
  return () => ({
    ...page.forRoute(content),
    columns: [],
    address: `${page.path}${stringifySearch(content)}`,
  });
}

function again({ name, resource, filters, sort, columns, address, shared }: SavedView): NewView {
  return { name, resource, filters, sort, columns, address, shared } as NewView;
}
