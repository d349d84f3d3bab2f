import type { Page } from '../platform/pages/pages.js';

/** A page of the portal with its frame; `who` is the signed-in customer's address. */
export const portalPage = (
  name: string,
  title: string,
  data: object = {},
  {
    who,
    wide = false,
    refresh,
  }: { who?: string | undefined; wide?: boolean; refresh?: number | undefined } = {},
): Page => ({
  view: `portal/${name}`,
  title,
  data: {
    place: 'Customer portal',
    home: '/portal',
    signOutAction: '/portal/logout',
    who,
    wide,
    refresh,
    ...data,
  },
});
