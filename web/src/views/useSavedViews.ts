import { useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { SavedView } from '@/api/types';
import type { ListSearch } from '@/list/listAddress';
import { viewsQuery } from './savedViews';
import { contentOf, placeOf, sameContent, viewName, type Place, type ViewedPage } from './viewAddress';

export type PlacedView = SavedView & { place: Place };

/** The views of a page, and which of them is in force: the one that the address names, else one that shows the same. */
export function useSavedViews(page: ViewedPage) {
  const router = useRouter();
  const search: ListSearch = useSearch({ strict: false });
  const { data, isPending, error, refetch } = useQuery(viewsQuery(page.resource));
  const views = useMemo(
    () =>
      (data ?? []).flatMap((view): PlacedView[] => {
        const place = placeOf(view, page, router.options.parseSearch);
        return place ? [{ ...view, place }] : [];
      }),
    [data, page, router],
  );

  const here = views.filter(({ place }) => place.path === page.path);
  const inForce =
    here.find(({ id }) => id === search[viewName]) ??
    (Object.keys(contentOf(search)).length > 0
      ? here.find(({ place }) => sameContent(place.content, search))
      : undefined);

  const show = (place: Place, id: string | undefined) =>
    void router.navigate({ to: place.path, search: { ...place.content, [viewName]: id } as never });

  return {
    views,
    inForce: inForce ?? null,
    /** What is shown is no longer what the view says. */
    changed: inForce !== undefined && !sameContent(inForce.place.content, search),
    content: contentOf(search),
    isPending,
    error,
    retry: () => void refetch(),
    show: (view: PlacedView) => show(view.place, view.id),
    leave: () => show({ path: page.path, content: {} }, undefined),
    /** What is shown stays, and is this view from now on. */
    name: (id: string | undefined) => show({ path: page.path, content: contentOf(search) }, id),
  };
}

export type SavedViews = ReturnType<typeof useSavedViews>;
