/**
 * Sizes of every published network, so that a table of all of them need build none. Written down from `analyzeGraph`; a
 * test holds each against it.
 */
import { present } from '#base/assert.ts';

export interface NetworkFacts {
  /** Numbers in all weights, with the classifier of 1,000 classes. */
  readonly parameters: number;
  readonly parametersWithoutTop: number;
  /** For one picture of the default size, with the classifier. */
  readonly multiplyAdds: number;
}

const facts: Readonly<Record<string, readonly [parameters: number, withoutTop: number, multiplyAdds: number]>> = {
  VGG16: [138357544, 14714688, 15476385792],
  VGG19: [143667240, 20024384, 19638183936],
  'MobileNet_0.25': [475544, 218544, 43565416],
  'MobileNet_0.5': [1342536, 829536, 154566376],
  'MobileNet_0.75': [2601976, 1832976, 333003880],
  MobileNet: [4253864, 3228864, 578877928],
  'MobileNetV2_0.35': [1691208, 410208, 64916888],
  'MobileNetV2_0.5': [1987224, 706224, 104284272],
  'MobileNetV2_0.75': [2663064, 1382064, 220507176],
  MobileNetV2: [3538984, 2257984, 313837280],
  'MobileNetV2_1.3': [5431048, 3766048, 526916560],
  'MobileNetV2_1.4': [6156712, 4363712, 600914608],
  'MobileNetV3Small_0.75': [2051552, 583160, 46570576],
  MobileNetV3Small: [2554968, 939120, 60005024],
  MobileNetV3Small_minimalistic: [2056848, 441000, 55204840],
  'MobileNetV3Large_0.75': [4012616, 1808736, 163579840],
  MobileNetV3Large: [5507432, 2996352, 226646416],
  MobileNetV3Large_minimalistic: [3948688, 1437608, 217985352],
  ResNet50: [25636712, 23587712, 3885068288],
  ResNet50V2: [25613800, 23564800, 3503304192],
  ResNet101: [44707176, 42658176, 7610937344],
  ResNet101V2: [44675560, 42626560, 7229173248],
  ResNet152: [60419944, 58370944, 11340017664],
  ResNet152V2: [60380648, 58331648, 10958253568],
  DenseNet121: [8062504, 7037504, 2868055552],
  DenseNet169: [14307880, 12642880, 3400504704],
  DenseNet201: [20242984, 18321984, 4343454848],
  InceptionV3: [23851784, 21802784, 5755681504],
  InceptionResNetV2: [55873736, 54336736, 13214639264],
  Xception: [22910480, 20861480, 8410514560],
  NASNetMobile: [5326716, 4269716, 588665766],
  NASNetLarge: [88949818, 84916818, 24064581768],
  EfficientNetB0: [5330571, 4049571, 404258848],
  EfficientNetB1: [7856239, 6575239, 717607088],
  EfficientNetB2: [9177569, 7768569, 1032783720],
  EfficientNetB3: [12320535, 10783535, 1894296616],
  EfficientNetB4: [19466823, 17673823, 4535042080],
  EfficientNetB5: [30562527, 28513527, 10552843664],
  EfficientNetB6: [43265143, 40960143, 19553278232],
  EfficientNetB7: [66658687, 64097687, 38595411792],
};

/** Of a network of the zoo, by its name. */
export function networkFacts(name: string): NetworkFacts {
  const [parameters, parametersWithoutTop, multiplyAdds] = present(facts[name], `${name} is in the zoo`);
  return { parameters, parametersWithoutTop, multiplyAdds };
}
