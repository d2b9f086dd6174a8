/** Where exported archives lie until the next visit: each is for one download. */
export const exportsFolder = 'exports';
