/** How much annotations may ask for: more than the largest published sets have. */

/** COCO's training pictures are 118,000. */
export const maxPictures = 200_000;
/** Boxes of one set; COCO's training set has 860,000. */
export const maxBoxes = 1_000_000;
/** LVIS has 1,203. */
export const maxClasses = 10_000;
/** The largest label file of one picture, in bytes. */
export const maxLabelBytes = 4 * 2 ** 20;
/** The deepest that elements of an XML file are followed. */
export const maxXmlDepth = 32;
