/** Why a rung of the ladder does not hold, as one sentence for a learner. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
