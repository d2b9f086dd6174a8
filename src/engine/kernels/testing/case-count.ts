/** Every case of a shape property compiles a pipeline of its own, which on a software adapter is what takes time. */
export const shapeCases = 25;
