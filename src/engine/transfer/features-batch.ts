/** So many pictures a base looks at at once where their features are computed. */
export const featuresBatch = 8;
