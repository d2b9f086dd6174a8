/**
 * Which class of a detector is meant by the name of a class in annotations. Names differ in case, in the mark between their
 * words, in number, and in the words that data sets chose: VOC says `tvmonitor` where COCO says `tv`.
 */

/** Names that mean the same in the well-known sets (VOC, COCO, Open Images, ImageNet detection), in normal form. */
const synonyms: readonly (readonly string[])[] = [
  ['person', 'human', 'people', 'pedestrian', 'man', 'woman', 'boy', 'girl'],
  ['airplane', 'aeroplane', 'plane', 'aircraft'],
  ['motorcycle', 'motorbike'],
  ['bicycle', 'bike', 'cycle'],
  ['car', 'automobile', 'auto'],
  ['tv', 'tvmonitor', 'television', 'monitor', 'computermonitor', 'televisionset'],
  ['couch', 'sofa', 'studiocouch', 'sofabed'],
  ['pottedplant', 'houseplant', 'plant'],
  ['diningtable', 'table', 'kitchendiningroomtable'],
  ['cellphone', 'mobilephone', 'cellulartelephone', 'smartphone', 'phone'],
  ['donut', 'doughnut'],
  ['hairdrier', 'hairdryer', 'blowdryer'],
  ['cow', 'cattle', 'bull'],
  ['boat', 'ship'],
  ['sportsball', 'ball'],
  ['stopsign'],
  ['remote', 'remotecontrol'],
  ['wineglass', 'goblet'],
  ['cup', 'mug', 'coffeecup'],
  ['handbag', 'purse'],
  ['refrigerator', 'fridge'],
  ['teddybear', 'teddy'],
  ['keyboard', 'computerkeyboard'],
  ['mouse', 'computermouse'],
  ['skis', 'ski'],
  ['scissors', 'scissor'],
];

const meaning = new Map(synonyms.flatMap(([first = '', ...others]) => [first, ...others].map((name) => [name, first])));

/**
 * For each name of the annotations the index of the detector's class, or null where it knows none. An equal name goes
 * before an equal meaning; several names may mean one class.
 */
export function matchClassNames(annotated: readonly string[], detector: readonly string[]): readonly (number | null)[] {
  const plain = indexBy(detector, normal);
  const meant = indexBy(detector, meaningOf);
  return annotated.map((name) => plain.get(normal(name)) ?? meant.get(meaningOf(name)) ?? null);
}

function indexBy(names: readonly string[], key: (name: string) => string): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [index, name] of names.entries()) if (!places.has(key(name))) places.set(key(name), index);
  return places;
}

/** `Traffic_Light` → `trafficlight`. */
function normal(name: string): string {
  return name.toLowerCase().replace(/[\s_.-]+/g, '');
}

function meaningOf(name: string): string {
  const plain = normal(name);
  const singular = plain.replace(/(?<=[^s])s$/, '');
  return meaning.get(plain) ?? meaning.get(singular) ?? singular;
}
