/** What number fields accept, as the schema of the training settings has it. */

/** 0 ≤ x < 1; the fields' limits are inclusive. */
export const fraction = { min: 0, max: 0.99999, step: 0.01 } as const;
/** x > 0. */
export const positive = { min: 1e-10 } as const;
/** 1, 2, 3 … */
export const count = { min: 1, integer: true } as const;
