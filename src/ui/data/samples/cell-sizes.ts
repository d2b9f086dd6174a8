/** Along a side of a cell of the grid, in CSS pixels. */
export const cellSizes = { small: 56, medium: 76, large: 132 } as const;
export type CellSize = keyof typeof cellSizes;
