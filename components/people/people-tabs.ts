/** The tabs of the page, as the address names them. */
export const peopleTabs = ['people', 'audit'] as const;
