/** Where a card can be dropped. */
export interface DropStage {
  stageId: number;
  /** The name of the stage on a phone, which is a place to drop but no stop for the arrow keys. */
  chip?: boolean;
}
