import type { PlatformName } from '../../agents/platform-names.js';

export interface PlatformPermissions {
  readonly grant: readonly { readonly name: string; readonly allows: string | null }[];
  readonly never: readonly string[];
}

const named = (...names: string[]): PlatformPermissions => ({
  grant: names.map((name) => ({ name, allows: null })),
  never: [],
});

/** What a customer grants on each platform (runbook Appendix B, completed where it is silent). */
export const PLATFORM_PERMISSIONS: Readonly<Record<PlatformName, PlatformPermissions>> = {
  youtube: named('youtube.upload', 'youtube.readonly'),
  instagram: named(
    'instagram_basic',
    'instagram_content_publish',
    'pages_read_engagement',
    'pages_show_list',
  ),
  facebook: named('pages_manage_posts', 'pages_read_engagement', 'pages_show_list'),
  linkedin: named('w_member_social', 'w_organization_social'),
  whatsapp: named('whatsapp_business_management', 'whatsapp_business_messaging'),
  delta: {
    grant: [
      { name: 'read', allows: 'view account, positions' },
      { name: 'trade', allows: 'place and cancel orders' },
    ],
    never: ['withdraw'],
  },
};
